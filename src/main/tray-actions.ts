import type { Api } from '../shared/api.ts';
import { assertNever, describeError, EmployeeError } from '../shared/errors.ts';
import type { DropResult } from '../shared/ipc/shell-channels.ts';
import type { Place, WizardPlace } from '../shared/shell.ts';
import type { ShellHandlers } from './ipc/index.ts';
import type { TrayAction } from './tray/index.ts';

export interface TrayActionServices {
  readonly api: Api;
  readonly handlers: ShellHandlers;
  readonly show: () => void;
  readonly goTo: (place: Place) => void;
  /** Brings the restore wizard to the front. */
  readonly restore: (place: WizardPlace) => void;
  readonly retry: () => void;
  /** Tells the person which files were refused. */
  readonly notTaken: (refused: DropResult['refused']) => void;
  /** Tells the person why no backup was made; one that was made is told by what stands in the tray and the window. */
  readonly notBackedUp: (why: string) => void;
  readonly quit: (how: 'graceful' | 'now') => void;
}

/** Does what an item of the tray says, by the same ways as the window. Throws what the employee throws. */
export async function doTrayAction(services: TrayActionServices, action: TrayAction): Promise<void> {
  const { api, handlers, show, goTo, restore, retry, quit, notTaken, notBackedUp } = services;
  switch (action.kind) {
    case 'open':
      return goTo({ view: action.view, id: action.id });
    case 'show':
      return show();
    case 'retry':
      return retry();
    case 'quit':
      return quit(action.how);
    case 'pause':
    case 'resume':
      await api.call(action.kind, {});
      return;
    case 'drop':
      notTaken((await handlers['files.choose']({})).refused);
      return;
    case 'backup':
      try {
        await api.call('backup.create', {});
      } catch (error) {
        notBackedUp(error instanceof EmployeeError ? error.why : describeError(error));
      }
      return;
    case 'restore':
      return restore({ archive: null });
    case 'vault':
    case 'logs':
      await handlers['open.folder']({ folder: action.kind });
      return;
    default:
      return assertNever(action);
  }
}
