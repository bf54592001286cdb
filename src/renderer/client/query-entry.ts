import type { ChannelName, ChannelParams, ChannelResult } from '../../shared/ipc/contract.ts';
import { type ClientError, toClientError } from './client-error.ts';
import { dependencyOf } from './dependencies.ts';
import type { EmployeeClient } from './employee-client.ts';

/** An answer as a component sees it. A former answer stays while it is asked for again, or when that fails. */
export interface QueryState<T> {
  readonly data: T | undefined;
  /** Why the last attempt failed. */
  readonly error: ClientError | undefined;
  readonly asking: boolean;
}

/** How long an answer that is still being gathered stands before it is asked for again, in milliseconds. */
const partialGapMs = 1_000;

/** An answer that takes long is asked for less often: four fifths of the time nobody waits for it. */
const restPerAnswer = 5;

/** One request and its newest answer. At most one attempt is under way; what comes meanwhile leads to one more. */
export class QueryEntry<Name extends ChannelName> {
  readonly channel: Name;
  readonly params: ChannelParams<Name>;
  readonly #client: EmployeeClient;
  readonly #listeners = new Set<() => void>();
  #state: QueryState<ChannelResult<Name>> = { data: undefined, error: undefined, asking: false };
  #attempt: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #tookMs = 0;
  #outdated = true;

  constructor(client: EmployeeClient, channel: Name, params: ChannelParams<Name>) {
    this.#client = client;
    this.channel = channel;
    this.params = params;
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  readonly get = (): QueryState<ChannelResult<Name>> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#refresh();
    return () => {
      this.#listeners.delete(listener);
      if (!this.isWatched) this.#stop();
    };
  };

  /** The answer is old: it is asked for again as soon as somebody looks at it. */
  invalidate(): void {
    this.#outdated = true;
    this.#refresh();
  }

  #refresh(): void {
    if (!this.#outdated || !this.isWatched || this.#attempt !== undefined) return;
    const { gapMs } = dependencyOf(this.channel);
    const restMs = this.#tookMs * restPerAnswer;
    const leastMs = Math.max(gapMs, restMs, isPartial(this.#state.data) ? partialGapMs : 0);
    const waitMs = this.#askedAt + leastMs - performance.now();
    if (waitMs <= 0) {
      void this.#ask();
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#refresh();
    }, waitMs);
  }

  async #ask(): Promise<void> {
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#outdated = false;
    this.#askedAt = performance.now();
    this.#set({ ...this.#state, asking: true });
    try {
      const data = await this.#client.call(this.channel, this.params, attempt.signal);
      if (attempt.signal.aborted) return;
      this.#tookMs = performance.now() - this.#askedAt;
      // Nothing changes when the rest has been read: nobody would tell.
      this.#outdated ||= isPartial(data);
      this.#set({ data, error: undefined, asking: false });
    } catch (error) {
      if (attempt.signal.aborted) return;
      this.#set({ ...this.#state, error: toClientError(error), asking: false });
    } finally {
      if (this.#attempt === attempt) {
        this.#attempt = undefined;
        this.#refresh();
      }
    }
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#attempt === undefined) return;
    this.#attempt.abort();
    this.#attempt = undefined;
    this.#outdated = true;
    this.#state = { ...this.#state, asking: false };
  }

  #set(state: QueryState<ChannelResult<Name>>): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** An answer given while the app still reads what it is made of. */
function isPartial(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'complete' in answer && answer.complete === false;
}
