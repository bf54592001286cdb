import { join } from 'node:path';
import type { Files } from '../../files/index.ts';
import { isPartialName } from '../names.ts';

const temporaryName = /^\.tmp-[0-9a-f]{16}$/;
/** In a folder that others use too, a younger temporary file may be one that is being written. */
const abandonedMs = 86_400_000;

/** Beginning of the names of scratch folders in `.employee`. */
export const scratchPrefix = 'backup-scratch-';

/** Removes what a kill left of a backup: unfinished archives and scratch folders, known by their names. */
export async function removeLeftovers(
  files: Files,
  places: { readonly internal: string; readonly backups: string; readonly second: string | null },
  nowMs: number,
): Promise<void> {
  const { internal, backups, second } = places;
  for (const name of files.names(backups).filter(isPartialName)) await files.remove(join(backups, name));
  await files.removeLeftovers(backups);
  for (const name of files.names(internal).filter((name) => name.startsWith(scratchPrefix)))
    await removeFolder(files, join(internal, name));
  if (second === null) return;
  for (const name of files.names(second)) {
    const path = join(second, name);
    // Another workspace may copy to the same folder: ours are those whose archive we have.
    const isOurs = isPartialName(name) && files.exists(join(backups, name.replace(/\.zip\..*$/, '.zip')));
    const isAbandoned =
      temporaryName.test(name) && nowMs - (files.stat(path)?.modifiedMs ?? nowMs) > abandonedMs;
    if (isOurs || isAbandoned) await files.remove(path);
  }
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
