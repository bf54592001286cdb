import type { Api } from '../../shared/api.ts';
import type { Place, ShellState } from '../../shared/shell.ts';
import type { ShellHandlers } from '../ipc/index.ts';
import type { LoginItem } from '../login/index.ts';
import type { PreferenceBook } from '../preferences/index.ts';
import { type BackupServices, backupHandlers } from './backup-handlers.ts';
import type { FileDrops } from './file-drops.ts';
import { type OpenServices, openHandlers } from './open-handlers.ts';
import type { Dialogs } from './ports.ts';
import { type WorkspaceServices, workspaceHandlers } from './workspace-handlers.ts';

export interface ShellServices extends BackupServices, OpenServices, WorkspaceServices {
  readonly api: Api;
  readonly dialogs: Dialogs;
  readonly drops: FileDrops;
  readonly preferences: PreferenceBook;
  readonly loginItem: LoginItem;
  readonly state: () => ShellState;
  readonly place: () => Place;
  readonly quit: (how: 'graceful' | 'now') => void;
}

/** What the app itself answers: each handler does one thing and returns what came of it. */
export function shellHandlers(services: ShellServices): ShellHandlers {
  const { api, dialogs, drops, preferences, loginItem, state, place, quit } = services;
  return {
    ...workspaceHandlers(services),
    ...openHandlers(services),
    ...backupHandlers(services),

    'shell.state': async () => state(),
    'shell.preferences': async () => preferences.shown,
    'shell.set-preferences': async (changes) => {
      // The system has the last word on what starts at login: asked first, so that nothing else claims it.
      if (changes.launchAtLogin !== undefined) await loginItem.set(changes.launchAtLogin);
      preferences.set(changes);
      return preferences.shown;
    },
    'shell.place': async () => place(),
    'shell.quit': async ({ now }) => {
      quit(now ? 'now' : 'graceful');
      return { message: now ? 'Stopping at once' : 'Stopping' };
    },

    'files.choose': async () => drops.add(await dialogs.chooseFiles()),
    'files.example': async () => drops.addExample(),
    'files.drop': async ({ paths }) => drops.add(paths),

    'audit.save': async ({ format }) => {
      const path = await dialogs.saveAs(`audit.${format}`);
      if (path === undefined) return null;
      const { message, entries } = await api.call('audit.export', { format, path });
      return { message, entries };
    },
  };
}
