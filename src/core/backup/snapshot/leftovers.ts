import { join } from 'node:path';
import type { Files } from '../../files/index.ts';
import { isPartialName } from '../names.ts';

/** Beginning of the names of scratch folders in `.employee`. */
export const scratchPrefix = 'backup-scratch-';

/** Removes what a kill left of a backup: unfinished archives and scratch folders, known by their names. */
export async function removeLeftovers(
  files: Files,
  places: { readonly internal: string; readonly destinations: readonly string[] },
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const folder of places.destinations) {
    for (const name of files.names(folder).filter(isPartialName)) {
      await files.remove(join(folder, name));
      removed.push(join(folder, name));
    }
    await files.removeLeftovers(folder);
  }
  for (const name of files.names(places.internal).filter((name) => name.startsWith(scratchPrefix))) {
    await removeFolder(files, join(places.internal, name));
    removed.push(join(places.internal, name));
  }
  return removed;
}

/** Removes a scratch folder with everything in it. */
export async function removeFolder(files: Files, folder: string): Promise<void> {
  const folders: string[] = [];
  await files.scan(folder, ({ name, kind }) => {
    if (kind === 'folder') folders.push(name);
  });
  for (const name of folders) await removeFolder(files, join(folder, name));
  for (const name of files.names(folder)) await files.remove(join(folder, name));
  files.fileSystem.removeFolder(folder);
}
