import type { Amount, ArchiveProgress } from './model.ts';

const intervalMs = 100;

/** Counts what is done and tells it ten times a second. */
export class ProgressMeter {
  readonly #step: ArchiveProgress['step'];
  readonly #tell: (progress: ArchiveProgress) => void;
  #total: Amount | null;
  #done: Amount = { files: 0, bytes: 0 };
  /** Bytes of files that are not done yet. */
  #aheadBytes = 0;
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(
    step: ArchiveProgress['step'],
    tell: (progress: ArchiveProgress) => void,
    total: Amount | null = null,
  ) {
    this.#step = step;
    this.#tell = tell;
    this.#total = total;
  }

  get done(): Amount {
    return this.#done;
  }

  /** What there is in all. */
  expect(total: Amount): void {
    this.#total = total;
  }

  add({ files, bytes }: Amount): void {
    this.#done = { files: this.#done.files + files, bytes: this.#done.bytes + bytes };
    this.#aheadBytes = Math.max(0, this.#aheadBytes - bytes);
    this.#report();
  }

  /** Bytes of a file that takes long; it is added whole when it is done. */
  ahead(bytes: number): void {
    this.#aheadBytes += bytes;
    this.#report();
  }

  #report(): void {
    const nowMs = performance.now();
    if (nowMs - this.#toldMs < intervalMs) return;
    this.#toldMs = nowMs;
    const done = { files: this.#done.files, bytes: this.#done.bytes + this.#aheadBytes };
    this.#tell({ step: this.#step, done, total: this.#total });
  }
}
