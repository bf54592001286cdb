const tickMs = 30_000;

/** The time, told anew twice a minute to everything on screen at once. */
export class ClockStore {
  readonly #clock: () => Date;
  readonly #listeners = new Set<() => void>();
  #now: Date;

  constructor(clock: () => Date, signal: AbortSignal) {
    this.#clock = clock;
    this.#now = clock();
    const timer = setInterval(() => this.#tick(), tickMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): Date => this.#now;

  /** The time at this moment, not as it was told last. */
  now(): Date {
    return this.#clock();
  }

  #tick(): void {
    this.#now = this.#clock();
    for (const listener of this.#listeners) listener();
  }
}
