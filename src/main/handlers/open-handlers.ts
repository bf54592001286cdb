import { extname, isAbsolute } from 'node:path';
import { type Files, isInside } from '../../core/files/index.ts';
import type { WorkspacePaths } from '../../core/workspace/index.ts';
import type { Api } from '../../shared/api.ts';
import { EmployeeError } from '../../shared/errors.ts';
import type { ShellHandlers } from '../ipc/index.ts';
import { judgeLink } from '../window/external-link.ts';
import type { Dialogs, Outside } from './ports.ts';

export interface OpenServices {
  readonly api: Api;
  readonly files: Files;
  readonly outside: Outside;
  readonly dialogs: Dialogs;
  /** Throws `not_running` before a workspace is open. */
  readonly paths: () => WorkspacePaths;
}

type OpenHandlers = Pick<ShellHandlers, `open.${'note' | 'original' | 'folder' | 'handbook' | 'link'}`>;

/** What is opened outside the window: only places of the workspace, and links a person agreed to. */
export function openHandlers({ api, files, outside, dialogs, paths }: OpenServices): OpenHandlers {
  async function openDocument(path: string): Promise<void> {
    if (outside.canOpen('obsidian://')) {
      await outside.openUrl(`obsidian://open?path=${encodeURIComponent(path)}`);
    } else await outside.openPath(path);
  }

  return {
    'open.note': async ({ task_id: id }) => {
      const { task } = await api.call('tasks.show', { id });
      if (task.note === undefined) throw missing('the note', 'the task has none');
      const path = files.safeJoin(paths().vault.root, task.note);
      if (extname(path) !== '.md' || files.stat(path)?.kind !== 'file')
        throw missing('the note', 'it is not where the task says');
      await openDocument(path);
      return { message: 'Opened the note' };
    },
    'open.original': async ({ task_id: id }) => {
      const { task } = await api.call('tasks.show', { id });
      const path = originalOf(task.context?.file_path, paths());
      if (path === undefined || files.stat(path)?.kind !== 'file')
        throw missing('the original', 'it is not in the inbox any more');
      outside.showInFolder(path);
      return { message: 'Shown in its folder' };
    },
    'open.folder': async ({ folder }) => {
      const path = folderPath(folder, paths());
      await files.ensureFolder(path);
      if (folder === 'vault' && outside.canOpen('obsidian://'))
        await outside.openUrl(`obsidian://open?path=${encodeURIComponent(path)}`);
      else await outside.openPath(path);
      return { message: `Opened ${path}` };
    },
    'open.handbook': async () => {
      await openDocument(paths().vault.handbook);
      return { message: 'Opened the handbook' };
    },
    'open.link': async ({ url }) => {
      const link = judgeLink(url);
      if (link.kind === 'refused')
        throw new EmployeeError('invalid_input', {
          what: 'cannot open this address',
          why: link.why,
          hint: 'Copy it to a browser if you are sure',
        });
      if (!(await dialogs.confirmLink(link))) return { opened: false };
      await outside.openUrl(link.url);
      return { opened: true };
    },
  };
}

/** Task files are data: a path in one is followed only within the inbox and its archive. */
function originalOf(
  path: string | undefined,
  { watchInbox, watchInboxDisabled, watchInboxArchive }: WorkspacePaths,
) {
  if (path === undefined || !isAbsolute(path) || path.includes('\0')) return undefined;
  const places = [watchInbox, watchInboxDisabled, watchInboxArchive];
  return places.some((place) => isInside(place, path)) ? path : undefined;
}

type Folder = Parameters<OpenHandlers['open.folder']>[0]['folder'];

function folderPath(folder: Folder, paths: WorkspacePaths): string {
  const places: Readonly<Record<Folder, string>> = {
    workspace: paths.root,
    inbox: paths.watchInbox,
    vault: paths.vault.root,
    backups: paths.backups,
    logs: paths.logs.root,
    audit: paths.auditLogs,
    quarantine: paths.queue.quarantine,
  };
  return places[folder];
}

function missing(what: string, why: string): EmployeeError {
  return new EmployeeError('not_found', { what: `cannot open ${what}`, why, hint: 'Look at the task again' });
}
