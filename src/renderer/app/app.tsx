import { SessionContext } from '../client/index.ts';
import type { Session } from '../client/session.ts';
import { ToastRegion } from '../components/toasts.tsx';
import { Appearance } from './appearance.tsx';
import { Entry } from './entry.tsx';

/** The whole window. */
export function App({ session }: { readonly session: Session }) {
  return (
    <SessionContext value={session}>
      <Appearance windowName="app.name">
        <ToastRegion>
          <Entry />
        </ToastRegion>
      </Appearance>
    </SessionContext>
  );
}
