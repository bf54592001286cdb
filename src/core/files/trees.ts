import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isSystemError } from '../../shared/errors.ts';
import { TimeSlice } from '../clock/index.ts';
import type { FileSystem } from './file-system.ts';
import type { Files } from './files.ts';
import { ioError } from './io-error.ts';
import { readBlocks } from './read-blocks.ts';

const syncLimitMs = 120_000;

/** Something below a folder; `path` counts from it, with `/` on every system. */
export interface TreeEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** Everything below `root`, a folder before what lies in it; nothing when there is no such folder. Links are not followed. */
export async function* walkTree(files: Files, root: string, signal?: AbortSignal): AsyncGenerator<TreeEntry> {
  const slice = new TimeSlice();
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries: TreeEntry[] = [];
    const prefix = folder === '' ? '' : `${folder}/`;
    await files.scan(
      join(root, folder),
      ({ name, kind }) => entries.push({ path: `${prefix}${name}`, kind }),
      signal,
    );
    for (const entry of entries) {
      if (entry.kind === 'folder') waiting.push(entry.path);
      yield entry;
      await slice.pause(signal);
    }
  }
}

/** Removes a folder with everything in it, or a file, or a link; nothing when it is not there. Safe to repeat. */
export async function removeTree(files: Files, path: string): Promise<void> {
  const stat = files.stat(path);
  if (stat === undefined) return;
  if (stat.kind !== 'folder') {
    await files.remove(path);
    return;
  }
  const folders = [path];
  for await (const entry of walkTree(files, path)) {
    const place = join(path, entry.path);
    if (entry.kind === 'folder') folders.push(place);
    else await files.remove(place);
  }
  for (const folder of folders.reverse()) removeEmptyFolder(files, folder);
}

/** Whether the folder is gone; `false` when something lies in it. */
export function removeEmptyFolder(files: Files, path: string): boolean {
  try {
    files.fileSystem.removeFolder(path);
    return true;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return true;
    if (isSystemError(error, 'ENOTEMPTY', 'EEXIST')) return false;
    throw ioError(`cannot remove the folder ${path}`, error);
  }
}

/** Hex SHA-256 of a file's bytes; `undefined` when there is no regular file. Links are not followed. */
export async function fileDigest(
  files: Files,
  path: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (files.stat(path)?.kind !== 'file') return undefined;
  const sum = createHash('sha256');
  try {
    await readBlocks(files.fileSystem, path, (block) => sum.update(block), { signal });
  } catch (error) {
    throw ioError(`cannot read ${path}`, error);
  }
  return sum.digest('hex');
}

/**
 * Makes everything below `folder` survive a power loss: with one sync of its file system where the system offers that
 * (2 to 4 times faster than file by file), else file by file.
 */
export async function syncTree(files: Files, folder: string, signal?: AbortSignal): Promise<void> {
  if (process.platform === 'linux' && (await syncFileSystem(folder))) return;
  const folders = [folder];
  for await (const entry of walkTree(files, folder, signal)) {
    const path = join(folder, entry.path);
    if (entry.kind === 'folder') folders.push(path);
    if (entry.kind === 'file') await syncFile(files.fileSystem, path);
  }
  for (const path of folders) await files.folders.now(path);
}

async function syncFile(fileSystem: FileSystem, path: string): Promise<void> {
  try {
    const descriptor = fileSystem.open(path, 'read');
    try {
      await fileSystem.sync(descriptor);
    } finally {
      fileSystem.close(descriptor);
    }
  } catch (error) {
    throw ioError(`cannot sync ${path}`, error);
  }
}

/** Whether coreutils' `sync -f` did it. */
function syncFileSystem(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('sync', ['-f', folder], { timeout: syncLimitMs }, (error) => resolve(error === null));
  });
}
