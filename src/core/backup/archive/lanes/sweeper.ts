import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const sweepBytes = 16 * 1024 * 1024;

/**
 * Has V8 collect garbage by the amount of contents that went through. Left alone, it lets each thread gather some 64 MB of
 * buffers first: packing 256 MB of notes took 270 MB of memory instead of 190 (docs/adr/0013-own-zip-writer.md).
 */
export class Sweeper {
  readonly #collect = garbageCollector();
  #bytes = 0;

  /** Bytes that went through buffers nobody holds any more. */
  note(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < sweepBytes) return;
    this.#bytes = 0;
    this.#collect();
  }
}

/** As `--expose-gc` gives it; Electron's utility processes take no flags for V8. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  return typeof collect === 'function' ? () => void collect() : () => {};
}
