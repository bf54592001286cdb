import type { Files } from '../../core/files/index.ts';
import type { UserState } from '../../core/user-state/index.ts';
import { EmployeeError } from '../../shared/errors.ts';
import type { ShellState } from '../../shared/shell.ts';
import type { EmployeeHost } from '../employee/index.ts';
import type { ShellHandlers } from '../ipc/index.ts';
import type { Dialogs } from './ports.ts';
import { inspectFolder } from './workspace-inspection.ts';

export interface WorkspaceServices {
  readonly files: Files;
  readonly host: EmployeeHost;
  readonly userState: Pick<UserState, 'rememberWorkspace'>;
  readonly dialogs: Dialogs;
  /** The folder that a first run suggests. */
  readonly suggested: string;
  readonly state: () => ShellState;
}

/**
 * Which folder is the workspace. A page can open only what a person chose in a dialog, what the app suggests, and what
 * was open before.
 */
export function workspaceHandlers(
  services: WorkspaceServices,
): Pick<ShellHandlers, `workspace.${'choose' | 'inspect' | 'open'}`> {
  const { files, host, userState, dialogs, suggested, state } = services;
  const chosen = new Set<string>([suggested]);

  function offered(path: string): string {
    if (chosen.has(path) || path === host.root) return path;
    throw new EmployeeError('unsafe_path', {
      what: 'cannot use this folder',
      why: 'nobody chose it in a dialog',
      hint: 'Choose the folder with the button',
    });
  }

  return {
    'workspace.choose': async () => {
      const path = await dialogs.chooseFolder();
      if (path === undefined) return null;
      const inspection = await inspectFolder(files, path);
      chosen.add(path).add(inspection.path);
      return inspection;
    },
    'workspace.inspect': async ({ path }) => inspectFolder(files, offered(path)),
    'workspace.open': async ({ path, trust }) => {
      const { path: root, kind, message } = await inspectFolder(files, offered(path));
      if (kind === 'unusable')
        throw new EmployeeError('invalid_input', {
          what: `cannot use ${path}`,
          why: message,
          hint: 'Choose another folder',
        });
      await host.open(root, { trust });
      const { employee } = state();
      if (employee.state === 'running' || employee.state === 'attached')
        await userState.rememberWorkspace(root);
      return state();
    },
  };
}
