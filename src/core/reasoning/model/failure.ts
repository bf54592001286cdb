import { describeError } from '../../../shared/errors.ts';
import type { Exchange } from './bounded-fetch.ts';
import type { ChatFailure, FailureCause } from './chat.ts';

/** What an error of a call means. `plain` makes one harmless line of what the endpoint said. */
export function failureOf(error: unknown, exchange: Exchange, plain: (text: string) => string): ChatFailure {
  const { status } = exchange;
  if (exchange.timedOut) return unanswered('timeout', 'it gave no whole answer in time', exchange);
  if (status === undefined) {
    if (exchange.sent) return unanswered('interrupted', 'the connection broke', exchange);
    const reason = exchange.reason === undefined ? '' : ` (${plain(exchange.reason)})`;
    return unanswered('unreachable', `it cannot be reached${reason}`, exchange);
  }
  if (status >= 200 && status < 300) {
    // The head came whole: either the body broke off, or it was no JSON.
    return exchange.reason === undefined
      ? notAnAnswer(exchange, 'its answer is not JSON')
      : unanswered('interrupted', 'the connection broke in the middle of the answer', exchange);
  }
  return failureWith(status, plain(messageOf(error)), exchange.retryAfterMs);
}

/** What a status means, with what the endpoint said in one harmless line. */
export function failureWith(status: number, said: string, retryAfterMs: number | undefined): ChatFailure {
  const cause = causeOf(status, said);
  return {
    kind: 'failure',
    cause,
    why: `${phrases[cause]} (HTTP ${status}${said === '' ? '' : `: ${said}`})`,
    status,
    retryAfterMs,
    neverSent: false,
    // Gateways give up on a model that goes on working.
    mayHaveCost: [408, 499, 502, 504, 520, 522, 524].includes(status),
  };
}

/** Something answered that is no model, such as a page of a proxy. */
export function notAnAnswer({ status }: Exchange, why: string): ChatFailure {
  return {
    kind: 'failure',
    cause: 'not_an_answer',
    why,
    status,
    retryAfterMs: undefined,
    neverSent: false,
    mayHaveCost: true,
  };
}

function unanswered(
  cause: 'timeout' | 'interrupted' | 'unreachable',
  why: string,
  { status }: Exchange,
): ChatFailure {
  const neverSent = cause === 'unreachable';
  return { kind: 'failure', cause, why, status, retryAfterMs: undefined, neverSent, mayHaveCost: !neverSent };
}

const phrases: Readonly<Record<FailureCause, string>> = {
  unreachable: 'it cannot be reached',
  interrupted: 'the connection broke',
  timeout: 'it gave no answer in time',
  rate_limited: 'it asks for fewer calls',
  out_of_credit: 'its account has no credit left',
  server_error: 'it failed',
  unauthorised: 'it refuses the key',
  not_found: 'there is no such model or address',
  bad_request: 'it refuses the request',
  filtered: 'a filter refuses the text',
  not_an_answer: 'its answer is not one of a model',
};

function causeOf(status: number, said: string): FailureCause {
  if (status === 401 || status === 403) return 'unauthorised';
  if (status === 402 || (status === 429 && /insufficient_quota|exceeded your current quota/i.test(said)))
    return 'out_of_credit';
  if (status === 400 && /content[ _](?:management )?(?:policy|filter)|safety system/i.test(said))
    return 'filtered';
  if (status === 429) return 'rate_limited';
  if (status === 408) return 'timeout';
  if (status >= 500) return 'server_error';
  // Routers say so when no model behind them takes a parameter.
  if (status === 404 && /response_format|json_schema|parameter/i.test(said)) return 'bad_request';
  if (status === 404 || status === 405) return 'not_found';
  if (status >= 300 && status < 400) return 'not_an_answer';
  return 'bad_request';
}

/** The `openai` package puts the body's own words behind the status. */
function messageOf(error: unknown): string {
  const text = describeError(error)
    .replace(/^\d{3}\s+/, '')
    .replace(/^status code \(no body\)$/, '');
  // A page of a proxy says nothing to a person.
  return /<html|<!doctype/i.test(text) ? 'a page, not an answer' : text;
}
