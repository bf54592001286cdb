/** About two frames, in milliseconds: messages that come closer together than this reach the screen as one. */
const gatherMs = 33;

/** Calls the listener with each message until the signal is aborted. */
export type Follow<T> = (listener: (message: T) => void, signal: AbortSignal) => void;

/**
 * The newest message of a topic whose newest message is the whole truth. However fast messages come, listeners hear
 * at most one in two frames; one that comes after quiet ones is told at once.
 */
export class TopicStore<T> {
  readonly #listeners = new Set<() => void>();
  #value: T | undefined;
  #pending: T | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(follow: Follow<T>, signal: AbortSignal) {
    follow((message) => this.#receive(message), signal);
    signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): T | undefined => this.#value;

  /** What the window itself just decided, before the app repeats it. */
  set(value: T): void {
    this.#pending = undefined;
    this.#value = value;
    this.#toldAtMs = performance.now();
    for (const listener of this.#listeners) listener();
  }

  #receive(message: T): void {
    this.#pending = message;
    const waitMs = this.#toldAtMs + gatherMs - performance.now();
    if (waitMs <= 0 && this.#timer === undefined) this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), waitMs);
  }

  #tell(): void {
    this.#timer = undefined;
    if (this.#pending !== undefined) this.set(this.#pending);
  }
}
