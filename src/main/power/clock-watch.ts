import type { Clock, Timer } from '../../core/clock/index.ts';

const checkMs = 60_000;
/** Wall clock and running time may drift apart by so much between two checks. */
const toleranceMs = 5_000;

export interface ClockWatchOptions {
  readonly clock: Clock;
  /** Running time in ms, which no one can set. */
  readonly monotonic: () => number;
  /** The machine slept, or its clock was set: by so many ms, forwards or backwards. */
  readonly jumped: (byMs: number) => void;
}

/** Notices once a minute that the wall clock went another way than time itself. */
export class ClockWatch {
  readonly #options: ClockWatchOptions;
  #timer: Timer | undefined;
  #offsetMs: number;

  constructor(options: ClockWatchOptions) {
    this.#options = options;
    this.#offsetMs = this.#offset();
  }

  start(): void {
    this.#timer = this.#options.clock.after(checkMs, () => {
      this.check();
      this.start();
    });
  }

  /** Takes the clock as it is now: what happened until here is known. */
  restart(): void {
    this.#offsetMs = this.#offset();
  }

  check(): void {
    const offsetMs = this.#offset();
    const byMs = offsetMs - this.#offsetMs;
    this.#offsetMs = offsetMs;
    if (Math.abs(byMs) > toleranceMs) this.#options.jumped(byMs);
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #offset(): number {
    return this.#options.clock.now() - this.#options.monotonic();
  }
}
