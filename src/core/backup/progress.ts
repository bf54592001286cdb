import type { Progress } from '../../shared/events.ts';
import type { ArchiveProgress } from './archive/index.ts';

/** Before this the speed is not known well enough to say when it will end. */
const settledMs = 2_000;

/** Turns what the archive program tells into what surfaces show: bytes, files and the time left. */
export class ProgressMeter {
  readonly #work: Progress['work'];
  readonly #tell: (progress: Progress) => void;
  #step: ArchiveProgress['step'] | undefined;
  #beganMs = 0;

  constructor(work: Progress['work'], tell: (progress: Progress) => void) {
    this.#work = work;
    this.#tell = tell;
  }

  tell({ step, done, total }: ArchiveProgress): void {
    if (step !== this.#step) {
      this.#step = step;
      this.#beganMs = performance.now();
    }
    // Reading back takes a fraction of the writing; it is the last tenth of the bar.
    const share = this.#work !== 'backup' ? [0, 1] : step === 'writing' ? [0, 0.9] : [0.9, 0.1];
    const totalBytes = total === null ? 0 : Math.max(total.bytes, done.bytes);
    const [from = 0, width = 1] = share;
    const doneBytes = totalBytes === 0 ? done.bytes : totalBytes * from + done.bytes * width;
    const elapsedMs = performance.now() - this.#beganMs;
    const isUnknown = totalBytes === 0 || elapsedMs < settledMs || done.bytes === 0;
    this.#tell({
      work: this.#work,
      done: Math.round(doneBytes),
      total: totalBytes,
      unit: 'bytes',
      ...(total === null ? {} : { files: { done: done.files, total: Math.max(total.files, done.files) } }),
      ...(isUnknown
        ? {}
        : { seconds_left: Math.round((elapsedMs * (totalBytes - done.bytes)) / done.bytes / 1_000) }),
    });
  }
}
