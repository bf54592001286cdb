import { z } from 'zod';
import { describeError, EmployeeError } from '../../shared/errors.ts';
import type { Answer } from '../../shared/ipc/bridge.ts';

export function refuse(what: string, why: string): EmployeeError {
  return new EmployeeError('invalid_input', {
    what,
    why,
    hint: 'Nothing was done; reload the window if it goes on',
  });
}

/** What zod found wrong, in one line that repeats nothing of the value. */
export function whyInvalid(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, code }) => [z.core.toDotPath(path), code.replaceAll('_', ' ')].filter(Boolean).join(': '))
    .join('; ')
    .slice(0, 500);
}

/** An error as it crosses to the page; one that nobody foresaw goes without its stack. */
export function toAnswer(error: unknown, name: string): Answer<never> {
  if (error instanceof EmployeeError) {
    const { code, what, why, hint } = error;
    return { ok: false, error: { code, what, why, hint } };
  }
  const why = describeError(error);
  return { ok: false, error: { code: 'failed', what: `cannot do ${name}`, why, hint: 'Try again' } };
}
