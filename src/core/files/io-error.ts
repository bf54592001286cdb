import { EmployeeError, isSystemError } from '../../shared/errors.ts';

/** A failure of the disk, said for a person. `what` names the attempt, e.g. `cannot write /x/y.json`. */
export function ioError(what: string, error: unknown): EmployeeError {
  if (error instanceof EmployeeError) return error;
  const code = isSystemError(error) ? error.code : 'unknown';
  const known = explanations[code];
  return new EmployeeError(code === 'ENOSPC' || code === 'EDQUOT' ? 'no_space' : 'io', {
    what,
    why: known ? `${known.why} (${code})` : error instanceof Error ? error.message : String(error),
    hint: known?.hint ?? 'The former version is unchanged; try again, and check the disk if it persists',
    cause: error,
  });
}

const explanations: Readonly<Record<string, { why: string; hint: string }>> = {
  ENOSPC: { why: 'the disk is full', hint: 'Free some space; the former version is unchanged' },
  EDQUOT: { why: 'the disk quota is used up', hint: 'Free some space; the former version is unchanged' },
  EROFS: { why: 'the disk is read-only', hint: 'Make it writable; the former version is unchanged' },
  EACCES: { why: 'access is denied', hint: 'Check the permissions of the file and its folder' },
  EPERM: { why: 'the system refuses it', hint: 'Check the permissions, and programs that hold the file' },
  EBUSY: { why: 'another program holds it', hint: 'Close that program and try again' },
  EMFILE: {
    why: 'too many files are open',
    hint: 'It is tried again; raise the limit of open files if it persists',
  },
  ENFILE: { why: 'the system has too many open files', hint: 'Close some programs and try again' },
  EIO: { why: 'the disk reports a failure', hint: 'The former version is unchanged; check the disk' },
  ENOENT: { why: 'it does not exist', hint: 'Check the path' },
  ENAMETOOLONG: { why: 'the name is too long', hint: 'Use a shorter name or folder' },
};
