/**
 * The error every capability throws when the environment or the input is at fault.
 *
 * `what` names what failed, `why` the reason, `hint` what a person can do about it; together they
 * are the one line a person reads: `<what>: <why>. <hint>`.
 */
export class EmployeeError extends Error {
  readonly code: ErrorCode;
  readonly what: string;
  readonly why: string;
  readonly hint: string;

  constructor(code: ErrorCode, parts: { what: string; why: string; hint: string; cause?: unknown }) {
    super(`${parts.what}: ${parts.why}. ${parts.hint}`, { cause: parts.cause });
    this.name = 'EmployeeError';
    this.code = code;
    this.what = parts.what;
    this.why = parts.why;
    this.hint = parts.hint;
  }
}

/** Every code an `EmployeeError` can carry, with the process exit code it leads to (CONTRACT §5). */
export const exitCodes = {
  failed: 1,
  not_found: 1,
  not_available: 1,
  io: 1,
  no_space: 1,
  conflict: 1,
  not_running: 1,
  timeout: 1,
  usage: 2,
  invalid_input: 2,
  needs_confirmation: 2,
  unsafe_path: 2,
  workspace_held: 3,
  lock_lost: 3,
  integrity: 4,
} as const;

/** What kind of failure it is, for programs; the exit code follows from it. */
export type ErrorCode = keyof typeof exitCodes;

/** True for a failure of the operating system, with its symbolic code (`ENOENT`, `ENOSPC`, …). */
export function isSystemError(error: unknown, ...codes: readonly string[]): error is NodeSystemError {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return codes.length === 0 || codes.includes(error.code);
}

/** What Node throws for a failed system call. */
export interface NodeSystemError extends Error {
  readonly code: string;
  readonly syscall?: string;
  readonly path?: string;
}

/** The text of whatever was thrown, for a person. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Marks a branch that the types prove unreachable. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value: ${JSON.stringify(value)}`);
}
