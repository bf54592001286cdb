import { statfsSync } from 'node:fs';

/** What the disk under a folder has left for this user, in bytes; undefined where the system does not say. */
export function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
