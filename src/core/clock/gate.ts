/** Lets work pass, unless somebody holds it up for a moment. One holder at a time. */
export class Gate {
  readonly #passing = new Set<Promise<unknown>>();
  #open: Promise<void> | undefined;

  /** Does `work` as soon as nobody holds the gate. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    while (this.#open !== undefined) await this.#open;
    const passing = work();
    this.#passing.add(passing);
    try {
      return await passing;
    } finally {
      this.#passing.delete(passing);
    }
  }

  /**
   * Resolves when nothing passes any more; what comes waits until the returned function is called. Rejects with the signal's
   * reason when it is aborted first, and holds nothing then.
   */
  async hold(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#open = promise;
    const release = () => {
      this.#open = undefined;
      resolve();
    };
    const aborted = Promise.withResolvers<void>();
    const abort = () => aborted.resolve();
    signal.addEventListener('abort', abort, { once: true });
    await Promise.race([Promise.allSettled(this.#passing), aborted.promise]);
    signal.removeEventListener('abort', abort);
    if (signal.aborted) {
      release();
      throw signal.reason;
    }
    return release;
  }
}
