import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeError, EmployeeError } from '../../shared/errors.ts';
import type { Files } from '../files/index.ts';
import type { SocketEndpoint, SocketPlace } from './endpoint.ts';

/** Whether a folder is a real one, of this user, that nobody else may enter. */
export function isPrivateFolder(path: string, userId: number): boolean {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats?.isDirectory() === true && stats.uid === userId && (stats.mode & 0o077) === 0;
  } catch {
    return false;
  }
}

/** Makes or finds the first runtime folder that is private to this user; a foreign one is never used. */
export async function preparePlace(files: Files, endpoint: SocketEndpoint): Promise<SocketPlace> {
  const reasons: string[] = [];
  for (const place of endpoint.places) {
    if (!files.exists(dirname(place.folder))) {
      reasons.push(`${dirname(place.folder)} does not exist`);
      continue;
    }
    try {
      await files.ensureFolder(place.folder, 0o700);
      if (isPrivateFolder(place.folder, endpoint.userId)) return place;
      reasons.push(`${place.folder} is not a private folder of this user`);
    } catch (error) {
      reasons.push(describeError(error));
    }
  }
  throw new EmployeeError('unsafe_path', {
    what: 'cannot open the control socket',
    why: reasons.join('; ') || 'every runtime folder has too long a path',
    hint: 'Set XDG_RUNTIME_DIR to a short folder that only you may enter (mode 0700)',
  });
}
