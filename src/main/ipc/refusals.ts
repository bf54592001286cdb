import type { Logger } from '../../core/logging/index.ts';

/** Lines a minute that a hostile page can put into the log. */
const linesPerMinute = 60;

/** What was refused at the boundary to the page: counted all, logged loudly as long as it is readable. */
export class Refusals {
  readonly #logger: Logger;
  readonly #now: () => number;
  #count = 0;
  #minute = 0;
  #linesInMinute = 0;

  constructor(logger: Logger, now: () => number) {
    this.#logger = logger;
    this.#now = now;
  }

  get count(): number {
    return this.#count;
  }

  /** `what` may be a page's own text. */
  note(what: string, why: string): void {
    this.#count += 1;
    const minute = Math.floor(this.#now() / 60_000);
    if (minute !== this.#minute) this.#linesInMinute = 0;
    this.#minute = minute;
    this.#linesInMinute += 1;
    if (this.#linesInMinute > linesPerMinute) return;
    this.#logger.error('refused a message of the page', {
      message: what.slice(0, 100),
      why,
      refused: this.#count,
    });
  }
}
