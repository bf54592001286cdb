import type { WizardPlace } from '../../shared/shell.ts';
import type { ShellHandlers } from '../ipc/index.ts';
import type { OfferedArchives } from './offered-archives.ts';
import type { Dialogs } from './ports.ts';

/** The window of the restore wizard. */
export interface WizardPort {
  open(place: WizardPlace): void;
  close(): void;
}

export interface RestoreServices {
  readonly archives: OfferedArchives;
  /** In front of the wizard. */
  readonly wizardDialogs: Pick<Dialogs, 'chooseArchive'>;
  readonly wizard: WizardPort;
}

type RestoreHandlers = Pick<ShellHandlers, 'restore.choose' | 'shell.restore' | 'shell.close-restore'>;

/** The wizard's window, and the archives that come from outside the backups folder. */
export function restoreHandlers({ archives, wizardDialogs, wizard }: RestoreServices): RestoreHandlers {
  return {
    'restore.choose': async ({ kind }) => {
      const archive = await wizardDialogs.chooseArchive(kind);
      if (archive === undefined) return null;
      archives.offer(archive);
      return { archive };
    },
    'shell.restore': async (place) => {
      if (place.archive !== null) archives.check(place.archive);
      wizard.open(place);
      return { message: 'Opened the restore wizard' };
    },
    'shell.close-restore': async () => {
      wizard.close();
      return { message: 'Closed the restore wizard' };
    },
  };
}
