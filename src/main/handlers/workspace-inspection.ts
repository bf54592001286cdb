import { homedir } from 'node:os';
import { join, parse, resolve } from 'node:path';
import type { Files } from '../../core/files/index.ts';
import { resolveWorkspace, workspacePaths } from '../../core/workspace/index.ts';
import { count } from '../../shared/count.ts';
import { describeError, EmployeeError } from '../../shared/errors.ts';
import type { FolderInspection } from '../../shared/shell.ts';

const maxNotes = 10_000;
const maxDepth = 8;

/** What would happen with a folder that is to become the workspace. Changes nothing. */
export async function inspectFolder(files: Files, path: string): Promise<FolderInspection> {
  const unusable = (message: string): FolderInspection => ({
    path,
    kind: 'unusable',
    message,
    tasks: 0,
    notes: 0,
  });
  try {
    const root = named(files, path);
    if (root === parse(root).root || root === resolve(homedir()))
      return unusable('This folder holds much else. Choose or make a folder in it.');
    const kind = files.stat(root)?.kind;
    if (kind === 'file' || kind === 'other') return unusable('This is a file. Choose a folder.');
    const paths = workspacePaths(root);
    const tasks = await countEntries(files, paths.queue.completed);
    const notes = countNotes(files, paths.vault.root, 0, maxNotes);
    const found = { path: root, tasks, notes };
    if (files.exists(paths.internal.installation))
      return {
        ...found,
        kind: 'workspace',
        message: 'An employee has worked here. It goes on where it was.',
      };
    if (files.exists(paths.queue.root) && files.exists(paths.auditLogs))
      return {
        ...found,
        kind: 'original',
        message:
          'The original system worked here. Its tasks, notes and audit trail are taken over as they are.',
      };
    const others = files.names(root).length;
    const message =
      others === 0
        ? 'The employee makes its folders here.'
        : `The employee makes its folders beside what is there; nothing of it is changed (${count(others, 'entry', 'entries')}).`;
    return { ...found, kind: 'new', message };
  } catch (error) {
    return unusable(error instanceof EmployeeError ? `${error.why}. ${error.hint}.` : describeError(error));
  }
}

/** Refuses the source checkout and what cannot be a folder's name, as the command line does. */
function named(files: Files, path: string): string {
  return resolveWorkspace({
    files,
    option: path,
    environment: {},
    currentFolder: homedir(),
    lastWorkspace: undefined,
    home: homedir(),
  }).root;
}

async function countEntries(files: Files, folder: string): Promise<number> {
  return files.scan(folder, () => undefined);
}

function countNotes(files: Files, folder: string, depth: number, most: number): number {
  let notes = 0;
  for (const name of files.names(folder)) {
    if (notes >= most) return most;
    if (name.startsWith('.')) continue;
    if (name.endsWith('.md')) notes += 1;
    else if (depth < maxDepth && files.stat(join(folder, name))?.kind === 'folder')
      notes += countNotes(files, join(folder, name), depth + 1, most - notes);
  }
  return Math.min(notes, most);
}
