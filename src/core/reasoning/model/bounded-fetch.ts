import type { Clock } from '../../clock/index.ts';
import type { CallLimits } from './chat.ts';

const maxAnswerBytes = 16 * 1024 * 1024;

/** What became of one request, as far as it came. */
export interface Exchange {
  /** The request has left, or may have. */
  sent: boolean;
  /** The head of an answer came. */
  status: number | undefined;
  timedOut: boolean;
  /** What the system said when the connection failed. */
  reason: string | undefined;
  /** How long the endpoint asks to wait. */
  retryAfterMs: number | undefined;
}

export interface BoundedFetch {
  readonly fetch: typeof fetch;
  readonly exchange: Exchange;
}

const longestRetryAfterMs = 86_400_000;

/** Failures before anything was sent: no connection, a port that no `fetch` takes, or a certificate that is not trusted. */
const unsent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL|bad port|(?:CERT|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)_.*)$/;

/**
 * A `fetch` for one request: reads the whole answer within one limit of time and size, follows no redirect (a prompt goes
 * where it was meant to go), and sends no header but those given.
 */
export function boundedFetch(
  clock: Clock,
  { timeoutMs, signal }: CallLimits,
  headers: Readonly<Record<string, string>>,
): BoundedFetch {
  const exchange: Exchange = {
    sent: false,
    status: undefined,
    timedOut: false,
    reason: undefined,
    retryAfterMs: undefined,
  };
  const run: typeof fetch = async (url, init) => {
    const deadline = new AbortController();
    const timer = clock.after(
      timeoutMs,
      () => {
        exchange.timedOut = true;
        deadline.abort(new Error(`no whole answer within ${timeoutMs / 1_000} s`));
      },
      true,
    );
    try {
      const response = await fetch(url, {
        method: init?.method ?? 'GET',
        body: init?.body ?? null,
        headers,
        redirect: 'manual',
        signal: AbortSignal.any([signal, deadline.signal]),
      });
      exchange.sent = true;
      exchange.status = response.status;
      exchange.retryAfterMs = retryAfter(response.headers.get('retry-after'), clock.now());
      const bytes = await wholeBody(response);
      // These statuses have no body to hand on.
      const body = [204, 205, 304].includes(response.status) ? null : withoutComments(bytes);
      return new Response(body, { status: response.status, headers: response.headers });
    } catch (error) {
      exchange.reason = systemReason(error);
      exchange.sent ||= !unsent.test(exchange.reason);
      throw error;
    } finally {
      timer.cancel();
    }
  };
  return { fetch: run, exchange };
}

async function wholeBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of response.body ?? []) {
    sizeBytes += piece.byteLength;
    if (sizeBytes > maxAnswerBytes) throw new Error('the answer is longer than 16 MiB');
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** Routers keep a connection alive with lines that begin with a colon, as in an event stream; JSON never begins so. */
function withoutComments(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const head = /^(?:\s*:[^\n]*\n)+/.exec(Buffer.from(bytes.subarray(0, 65_536)).toString('latin1'));
  return head ? bytes.subarray(head[0].length) : bytes;
}

/** `fetch failed` hides what the system said one or two causes deep. */
function systemReason(error: unknown): string {
  let reason = 'fetch failed';
  for (let cause = error, depth = 0; cause instanceof Error && depth < 4; cause = cause.cause, depth += 1) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
    if (cause instanceof AggregateError) return systemReason(cause.errors[0]);
    reason = cause.message;
  }
  return reason;
}

/** Seconds or a date, as RFC 9110 has it. */
function retryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const waitMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - nowMs;
  return Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, 0), longestRetryAfterMs) : undefined;
}
