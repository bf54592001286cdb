import { dirname, join } from 'node:path';
import type { BackupPart } from '../../../shared/backup.ts';
import { type Files, isInside } from '../../files/index.ts';
import type { Ground, RestoreFolder, RestoreJournal } from './journal.ts';

/** Where a restore works: on the disk of what it replaces. */
export function chooseGrounds(
  files: Files,
  folder: RestoreFolder,
  places: { readonly id: string; readonly root: string; readonly vault: string },
): RestoreJournal['grounds'] {
  const workspace: Ground = { live: places.root, work: folder.of(places.id) };
  if (!files.exists(places.vault)) return { workspace, vault: { live: places.vault, work: workspace.work } };
  const live = files.fileSystem.realPath(places.vault);
  const isNear =
    isInside(places.root, live) && deviceOf(files, live) === deviceOf(files, dirname(folder.path));
  if (isNear) return { workspace, vault: { live, work: workspace.work } };
  const beside = dirname(live);
  // A vault that is a disk of its own can only be swapped from inside of it, file by file.
  const home = deviceOf(files, beside) === deviceOf(files, live) ? beside : live;
  return { workspace, vault: { live, work: join(home, `.employee-restore-${places.id}`) } };
}

/** The ground of a part. */
export function groundOf({ grounds }: RestoreJournal, part: BackupPart): Ground {
  return part === 'vault' ? (grounds.vault ?? grounds.workspace) : grounds.workspace;
}

/** Every work folder, each once. */
export function workFolders({ grounds }: Pick<RestoreJournal, 'grounds'>): readonly string[] {
  return [...new Set([grounds.workspace.work, ...(grounds.vault ? [grounds.vault.work] : [])])];
}

function deviceOf(files: Files, path: string): number | undefined {
  return files.stat(path)?.device;
}
