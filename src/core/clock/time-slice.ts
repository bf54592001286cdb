import { nextTurn } from '../clock/index.ts';

const sliceMs = 4;

/** Cuts synchronous work into slices of 4 ms, so that the event loop stays free. */
export class TimeSlice {
  #startMs = performance.now();
  #usedMs = 0;

  /** Lets others run if this slice is used up; whether it did. Rejects once aborted. */
  async pause(signal?: AbortSignal): Promise<boolean> {
    const usedMs = performance.now() - this.#startMs;
    if (usedMs < sliceMs) return false;
    this.#usedMs += usedMs;
    await nextTurn();
    this.#startMs = performance.now();
    signal?.throwIfAborted();
    return true;
  }

  /** Milliseconds of work so far, pauses not counted. */
  usedMs(): number {
    return this.#usedMs + performance.now() - this.#startMs;
  }
}
