const sweepBytes = 16 * 1024 * 1024;

/**
 * Has V8 collect garbage by the amount of contents that went through. Left alone, it lets each thread gather some 64 MB of
 * buffers first: packing 256 MB of notes took 270 MB of memory instead of 170. Needs `--expose-gc`; without it only memory is lost.
 */
export class Sweeper {
  #bytes = 0;

  /** Bytes that went through buffers nobody holds any more. */
  note(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < sweepBytes) return;
    this.#bytes = 0;
    globalThis.gc?.();
  }
}
