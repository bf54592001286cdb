import { z } from 'zod';
import { describeError, EmployeeError, type ErrorCode, exitCodes } from '../../shared/errors.ts';

const requestId = z.number().int().nonnegative();

/** Client → server: a call, the end of one, or a sign of life asked for. */
export const requestSchema = z.union([
  z.strictObject({ id: requestId, name: z.string(), params: z.unknown() }),
  z.strictObject({ id: requestId, cancel: z.literal(true) }),
  z.strictObject({ ping: z.literal(true) }),
]);

const wireErrorSchema = z.object({
  code: z.string(),
  what: z.string(),
  why: z.string(),
  hint: z.string(),
});

/** Server → client. */
export const responseSchema = z.union([
  z.object({ id: requestId, error: wireErrorSchema }),
  z.object({ id: requestId, result: z.unknown() }),
  z.object({ pong: z.literal(true) }),
]);

export type WireError = z.infer<typeof wireErrorSchema>;
export type Response = z.infer<typeof responseSchema>;

/** An error as it crosses the wire; one nobody foresaw is told without its stack. */
export function toWire(error: unknown, name: string): WireError {
  if (error instanceof EmployeeError)
    return { code: error.code, what: error.what, why: error.why, hint: error.hint };
  return {
    code: 'failed',
    what: `cannot do ${name}`,
    why: describeError(error),
    hint: 'See logs/orchestrator_service_error.log',
  };
}

/** The error as it was thrown on the other side. A code of a newer version counts as `failed`. */
export function fromWire(error: WireError): EmployeeError {
  const { what, why, hint } = error;
  return new EmployeeError(isErrorCode(error.code) ? error.code : 'failed', { what, why, hint });
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(exitCodes, code);
}
