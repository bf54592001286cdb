import { createHash } from 'node:crypto';
import { constants, openSync } from 'node:fs';
import { isSystemError } from '../../shared/errors.ts';
import { TimeSlice } from '../clock/index.ts';
import type { FileStat, Files } from '../files/index.ts';
import { fullTextBytes } from './drop.ts';
import { sameState } from './settling.ts';

/** What reading a settled file gave. `changed`: it is not the file that was looked at any more. */
export type ReadResult =
  | { readonly kind: 'read'; readonly bytes: Buffer; readonly complete: boolean; readonly sha256: string }
  | { readonly kind: 'changed' }
  | { readonly kind: 'denied' };

const chunkBytes = 256 * 1024;
const headBytes = 64 * 1024;

// A FIFO put in the file's place must not block the open, nor a link lead elsewhere. Windows has neither flag.
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Reads a file of at most 1 MiB whole. */
export function readSmall(files: Files, path: string, expected: FileStat): ReadResult {
  const descriptor = openExpected(files, path, expected);
  if (typeof descriptor !== 'number') return descriptor;
  try {
    const bytes = Buffer.allocUnsafe(Math.min(expected.sizeBytes, fullTextBytes));
    let filled = 0;
    while (filled < bytes.length) {
      const count = files.fileSystem.read(descriptor, bytes.subarray(filled), filled);
      if (count === 0) return { kind: 'changed' };
      filled += count;
    }
    if (!sameState(files.fileSystem.statDescriptor(descriptor), expected)) return { kind: 'changed' };
    return { kind: 'read', bytes, complete: true, sha256: createHash('sha256').update(bytes).digest('hex') };
  } finally {
    files.fileSystem.close(descriptor);
  }
}

/** Hashes a file over 1 MiB, however large, in slices that leave the event loop free, and keeps its beginning. */
export async function readLarge(
  files: Files,
  path: string,
  expected: FileStat,
  signal: AbortSignal,
): Promise<ReadResult> {
  const descriptor = openExpected(files, path, expected);
  if (typeof descriptor !== 'number') return descriptor;
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(chunkBytes);
    let head: Buffer | undefined;
    let position = 0;
    const slice = new TimeSlice();
    for (;;) {
      const count = files.fileSystem.read(descriptor, chunk, position);
      if (count === 0) break;
      hash.update(chunk.subarray(0, count));
      head ??= Buffer.from(chunk.subarray(0, Math.min(count, headBytes)));
      position += count;
      if (!(await slice.pause(signal))) continue;
      if (files.fileSystem.statDescriptor(descriptor).modifiedMs !== expected.modifiedMs)
        return { kind: 'changed' };
    }
    if (!sameState(files.fileSystem.statDescriptor(descriptor), expected)) return { kind: 'changed' };
    return { kind: 'read', bytes: head ?? Buffer.alloc(0), complete: false, sha256: hash.digest('hex') };
  } finally {
    files.fileSystem.close(descriptor);
  }
}

/** Opens the file that was looked at; a result instead when it is another by now. */
function openExpected(files: Files, path: string, expected: FileStat): number | ReadResult {
  const opened = open(path);
  if (typeof opened !== 'number') return opened;
  const stat = files.fileSystem.statDescriptor(opened);
  if (stat.kind === 'file' && sameState(stat, expected)) return opened;
  files.fileSystem.close(opened);
  return { kind: 'changed' };
}

function open(path: string): number | ReadResult {
  try {
    return openSync(path, openFlags);
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ELOOP', 'ENXIO', 'EMLINK')) return { kind: 'changed' };
    if (isSystemError(error, 'EACCES', 'EPERM')) return { kind: 'denied' };
    throw error;
  }
}
