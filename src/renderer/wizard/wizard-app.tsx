import { Appearance } from '../app/appearance.tsx';
import { SessionContext } from '../client/index.ts';
import type { Session } from '../client/session.ts';
import { Wizard } from './wizard.tsx';

/** The window of the restore wizard. */
export function WizardApp({ session }: { readonly session: Session }) {
  return (
    <SessionContext value={session}>
      <Appearance windowName="restore.title">
        <Wizard />
      </Appearance>
    </SessionContext>
  );
}
