import { basename } from 'node:path';
import { EmployeeError } from '../../../../shared/errors.ts';

/** Why an archive, or one entry of it, is not to be trusted. */
export class ArchiveRefusal extends Error {
  /** In the archive; `null`: the archive as a whole. */
  readonly path: string | null;

  constructor(reason: string, path: string | null = null) {
    super(reason);
    this.name = 'ArchiveRefusal';
    this.path = path;
  }
}

/** What a caller of the archives hears of it. Other errors stay as they are. */
export function refusalError(archive: string, error: unknown): unknown {
  if (!(error instanceof ArchiveRefusal)) return error;
  const where = error.path === null ? '' : `${JSON.stringify(error.path)}: `;
  return new EmployeeError('integrity', {
    what: `cannot use the archive ${basename(archive)}`,
    why: where + error.message,
    hint: 'Nothing was taken from it; choose another backup',
    cause: error,
  });
}
