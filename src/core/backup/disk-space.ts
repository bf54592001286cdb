import { EmployeeError } from '../../shared/errors.ts';

/** Beside what the archive takes: the employee itself must go on writing. */
const reserveBytes = 1024 * 1024;

/**
 * Throws `no_space` when a backup of about `neededBytes` cannot fit. An estimate: whether it really fits shows while it is
 * written, and what was written is given back then.
 */
export function requireSpace(folder: string, neededBytes: number, freeBytes: number | undefined): void {
  const needed = neededBytes + reserveBytes;
  if (freeBytes === undefined || freeBytes >= needed) return;
  throw new EmployeeError('no_space', {
    what: `cannot make a backup in ${folder}`,
    why: `it needs about ${inMegabytes(needed)}, and ${inMegabytes(freeBytes)} are free`,
    hint: 'Free some space, remove old backups with "employee backup prune", or keep them for fewer days',
  });
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
