import type { FileSystem } from './file-system.ts';

/**
 * Writes all of `bytes` at `position`, going on after short writes, and checks that the file ends where
 * it must. Throws ENOSPC when the system accepts nothing more.
 */
export function writeFully(
  fileSystem: FileSystem,
  descriptor: number,
  bytes: Uint8Array,
  position: number,
): void {
  let written = 0;
  while (written < bytes.byteLength) {
    const count = fileSystem.write(descriptor, bytes.subarray(written), position + written);
    if (count <= 0) throw noSpace();
    written += count;
  }
  const { sizeBytes } = fileSystem.statDescriptor(descriptor);
  if (sizeBytes !== position + bytes.byteLength) throw noSpace();
}

/** Reads all of an open file; grows with it only up to `maxBytes + 1`, so that callers can tell "too large". */
export function readFully(fileSystem: FileSystem, descriptor: number, maxBytes: number): Buffer {
  const { sizeBytes } = fileSystem.statDescriptor(descriptor);
  const limit = Math.min(sizeBytes, maxBytes + 1);
  const buffer = Buffer.allocUnsafe(limit);
  let filled = 0;
  while (filled < limit) {
    const count = fileSystem.read(descriptor, buffer.subarray(filled), filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}

function noSpace(): Error {
  return Object.assign(new Error('ENOSPC: the system wrote fewer bytes than asked'), {
    code: 'ENOSPC',
    syscall: 'write',
  });
}
