import { describeError, EmployeeError } from '../../shared/errors.ts';
import type { Clock } from '../clock/index.ts';
import type { PlannerUnavailable } from '../reasoning/index.ts';

const troubleDelaysMs = [250, 1_000, 5_000, 15_000];
const longestTroubleDelayMs = 30_000;
const longestOutageWaitMs = 600_000;

/** Keeps new work from being begun while the model or the disk cannot be reached. */
export class Backoff {
  readonly #clock: Clock;
  #sinceMs = 0;
  #untilMs = 0;
  #failures = 0;
  #outages = 0;
  #unavailable: string | undefined;
  #lastError: string | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Why no plan can be had now; `undefined` while the planner answers. */
  get unavailable(): string | undefined {
    return this.#unavailable;
  }

  get lastError(): string | null {
    return this.#lastError;
  }

  /** Whether the planner or the disk failed, and nothing has succeeded since. */
  get isWaiting(): boolean {
    return this.#unavailable !== undefined || this.#failures > 0;
  }

  /** Whether nothing may be begun at `nowMs`. A clock that was set back to before the wait began ends it. */
  holds(nowMs: number): boolean {
    return nowMs >= this.#sinceMs && nowMs < this.#untilMs;
  }

  /** Whether nothing at all may be done yet, because the disk failed; an outage of the planner only keeps new tasks waiting. */
  holdsEverything(nowMs: number): boolean {
    return this.holds(nowMs) && this.#failures > 0;
  }

  /** When work may be begun again, in milliseconds since the epoch; `undefined` when it may at `nowMs`. */
  dueMs(nowMs: number): number | undefined {
    return this.holds(nowMs) ? this.#untilMs : undefined;
  }

  /** Counts a failure of the disk or the workspace. Returns how long the work waits. */
  trouble(error: unknown): number {
    const delayMs = troubleDelaysMs[this.#failures] ?? longestTroubleDelayMs;
    this.#failures += 1;
    this.#hold(delayMs);
    this.#lastError = describeError(error);
    return delayMs;
  }

  /** Counts an attempt that the planner did not answer. Whether it is the first of this outage. */
  plannerFailed(error: PlannerUnavailable): boolean {
    // Each try costs two entries: an outage of days must not fill the trail.
    this.#outages += 1;
    const waitMs = Math.min(
      error.retryAfterMs * 2 ** (this.#outages - 1),
      Math.max(longestOutageWaitMs, error.retryAfterMs),
    );
    this.#hold(waitMs);
    this.#lastError = error.message;
    const isFirst = this.#unavailable === undefined;
    this.#unavailable = error.why;
    return isFirst;
  }

  /** Counts a success. Whether the planner answers again. */
  recovered(): boolean {
    if (this.holds(this.#clock.now())) return false;
    this.#failures = 0;
    this.#outages = 0;
    const answersAgain = this.#unavailable !== undefined;
    this.#unavailable = undefined;
    return answersAgain;
  }

  /** Lets the next attempt be made at once. */
  clear(): void {
    this.#untilMs = 0;
  }

  #hold(delayMs: number): void {
    this.#sinceMs = this.#clock.now();
    this.#untilMs = this.#sinceMs + delayMs;
  }
}

/** A failure of the disk or the workspace, not of the task: the work is put right once the cause is gone. */
export function isEnvironmental(error: unknown): boolean {
  return (
    error instanceof EmployeeError &&
    ['io', 'no_space', 'lock_lost', 'conflict', 'unsafe_path'].includes(error.code)
  );
}
