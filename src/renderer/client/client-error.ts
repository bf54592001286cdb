import type { IpcError } from '../../shared/ipc/wire.ts';

/** A refused or failed request, in the words the app gave it: what failed, why, and what a person can do. */
export class ClientError extends Error {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly hint: string;

  constructor({ code, what, why, hint }: IpcError) {
    super(`${what}: ${why}. ${hint}`);
    this.name = 'ClientError';
    this.code = code;
    this.what = what;
    this.why = why;
    this.hint = hint;
  }
}

/** Whatever was thrown, as the error that surfaces can show. */
export function toClientError(error: unknown): ClientError {
  if (error instanceof ClientError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new ClientError({ code: 'failed', what: 'The window', why, hint: '' });
}
