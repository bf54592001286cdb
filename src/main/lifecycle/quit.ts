import { type Clock, delay } from '../../core/clock/index.ts';

/** A graceful stop that takes longer is ended: the next start puts right what it left. */
const gracefulMs = 30_000;
const atOnceMs = 3_000;

export interface QuitOptions {
  readonly clock: Clock;
  readonly stop: (how: 'graceful' | 'now') => Promise<void>;
  /** Ends the program; asked once, when the employee has stopped. */
  readonly exit: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * The way out: the employee finishes or returns what it has in hand, then the program ends. A second wish is an
 * impatient one.
 */
export class Quit {
  readonly #options: QuitOptions;
  #asked: 'graceful' | 'now' | undefined;
  #done = false;

  constructor(options: QuitOptions) {
    this.#options = options;
  }

  /** Whether windows may close for good. */
  get isUnderWay(): boolean {
    return this.#asked !== undefined;
  }

  /** Whether the program may end now. */
  get isDone(): boolean {
    return this.#done;
  }

  ask(how: 'graceful' | 'now'): void {
    const before = this.#asked;
    if (before === 'now' || this.#done) return;
    this.#asked = before === undefined ? how : 'now';
    if (before === undefined) void this.#stop(how);
    else void this.#hurry();
  }

  async #stop(how: 'graceful' | 'now'): Promise<void> {
    const { clock, stop, failed } = this.#options;
    const stopped = stop(how).catch(failed);
    await Promise.race([stopped, delay(clock, how === 'graceful' ? gracefulMs : atOnceMs)]);
    this.#finish();
  }

  async #hurry(): Promise<void> {
    const { clock, stop, failed } = this.#options;
    await Promise.race([stop('now').catch(failed), delay(clock, atOnceMs)]);
    this.#finish();
  }

  #finish(): void {
    if (this.#done) return;
    this.#done = true;
    this.#options.exit();
  }
}
