import type { Api } from '../../shared/api.ts';
import type { WizardPlace } from '../../shared/shell.ts';
import type { ShellHandlers } from '../ipc/index.ts';
import type { OfferedPaths } from './offered-paths.ts';
import type { Dialogs } from './ports.ts';

/** The window of the restore wizard. */
export interface WizardPort {
  open(place: WizardPlace): void;
  close(): void;
}

export interface BackupServices {
  readonly api: Api;
  readonly dialogs: Pick<Dialogs, 'chooseFolder'>;
  readonly offered: OfferedPaths;
  /** In front of the wizard. */
  readonly wizardDialogs: Pick<Dialogs, 'chooseArchive'>;
  readonly wizard: WizardPort;
}

type BackupHandlers = Pick<
  ShellHandlers,
  'backup.choose-folder' | 'restore.choose' | 'shell.restore' | 'shell.close-restore'
>;

/** The wizard's window, and the places of backups outside the workspace. */
export function backupHandlers(services: BackupServices): BackupHandlers {
  const { api, dialogs, offered, wizardDialogs, wizard } = services;
  return {
    'backup.choose-folder': async () => {
      const path = await dialogs.chooseFolder();
      if (path === undefined) return null;
      await api.call('config.set', { key: 'backup.secondFolder', value: path });
      return { path };
    },
    'restore.choose': async ({ kind }) => {
      const archive = await wizardDialogs.chooseArchive(kind);
      if (archive === undefined) return null;
      offered.offer(archive);
      return { archive };
    },
    'shell.restore': async (place) => {
      if (place.archive !== null) offered.checkArchive(place.archive);
      wizard.open(place);
      return { message: 'Opened the restore wizard' };
    },
    'shell.close-restore': async () => {
      wizard.close();
      return { message: 'Closed the restore wizard' };
    },
  };
}
