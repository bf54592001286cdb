import { z } from 'zod';
import type { Exchange } from './bounded-fetch.ts';
import type { ChatFailure } from './chat.ts';
import { failureWith } from './failure.ts';

const errorSchema = z.union([
  z.string().transform((message) => ({ message, code: undefined })),
  z.looseObject({ message: z.string().catch(''), code: z.unknown() }),
]);
const toldSchema = z.looseObject({
  error: errorSchema.nullish().catch(null),
  choices: z
    .array(z.looseObject({ finish_reason: z.unknown(), error: errorSchema.nullish().catch(null) }))
    .nullish()
    .catch(null),
});

/** Routers answer 200 before the model behind them has failed; the body then tells what became of it, with its status. */
export function toldFailure(
  answer: unknown,
  { retryAfterMs }: Exchange,
  plain: (text: string) => string,
): ChatFailure | undefined {
  const told = toldSchema.safeParse(answer).data;
  const choice = told?.choices?.[0];
  const error = told?.error ?? choice?.error;
  if (!error && choice?.finish_reason !== 'error') return undefined;
  const code = Number(error?.code);
  const isStatus = Number.isInteger(code) && code >= 400 && code < 600;
  const failure = failureWith(isStatus ? code : 502, plain(error?.message ?? ''), retryAfterMs);
  // With a choice the model has begun to work.
  return choice ? { ...failure, mayHaveCost: true } : failure;
}
