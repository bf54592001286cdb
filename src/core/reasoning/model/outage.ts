import { PlannerUnavailable } from '../planner.ts';
import type { ChatFailure, FailureCause } from './chat.ts';
import type { Endpoint } from './endpoint.ts';

const soonMs = 30_000;
const laterMs = 3_600_000;

/** What only a person can put right: nobody knocks more than once an hour. */
const needsPerson: Readonly<Partial<Record<FailureCause, string>>> = {
  unauthorised: 'Enter a valid key with: employee secret set OPENAI_API_KEY',
  out_of_credit: 'Add credit at the provider, or choose another model',
  not_found: 'Check the model and the address: employee doctor',
};

/** Tasks wait: the endpoint failed, and none of them is to blame. */
export function outage(
  { baseUrl, model }: Endpoint,
  { why, cause, retryAfterMs }: ChatFailure,
): PlannerUnavailable {
  const hint = needsPerson[cause];
  return unavailable(
    { baseUrl, model },
    why,
    hint ?? 'The tasks wait in the inbox and are tried again',
    Math.max(retryAfterMs ?? 0, hint === undefined ? soonMs : laterMs),
  );
}

/** Nobody is asked in vain. */
export function keyMissing(endpoint: Pick<Endpoint, 'baseUrl' | 'model'>): PlannerUnavailable {
  return unavailable(endpoint, 'no key is set for it', 'Enter one with: employee secret set OPENAI_API_KEY');
}

/** Tasks wait for `retryAfterMs`, or until a person changes something. */
export function unavailable(
  { baseUrl, model }: Pick<Endpoint, 'baseUrl' | 'model'>,
  why: string,
  hint: string,
  retryAfterMs = laterMs,
): PlannerUnavailable {
  return new PlannerUnavailable({
    what: `cannot plan with ${model}`,
    why: `${model} at ${new URL(baseUrl).host}: ${why}`,
    hint,
    retryAfterMs,
  });
}
