/** About two frames: messages that come closer together than this reach the screen as one. */
const gatherMs = 33;

/** Calls the listener with each message until the signal is aborted. */
export type Follow<T> = (listener: (message: T) => void, signal: AbortSignal) => void;

/**
 * The newest message of a topic whose newest message is the whole truth. However fast messages come, listeners hear
 * at most one in two frames; the first one is told at once.
 */
export class TopicStore<T> {
  readonly #listeners = new Set<() => void>();
  #value: T | undefined;
  #pending: T | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

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
    for (const listener of this.#listeners) listener();
  }

  #receive(message: T): void {
    if (this.#value === undefined) {
      this.set(message);
      return;
    }
    this.#pending = message;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#pending !== undefined) this.set(this.#pending);
    }, gatherMs);
  }
}
