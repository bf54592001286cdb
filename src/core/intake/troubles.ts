import type { Logger } from './drop.ts';

/** What can go wrong, each until it goes well again. */
export type TroubleArea = 'inbox' | 'watch' | 'store' | 'file' | 'archive';

/** Errors for the status and the log; each is logged once until it changes. */
export class Troubles {
  readonly #logger: Logger;
  readonly #current = new Map<TroubleArea, string>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get last(): string | undefined {
    return [...this.#current.values()].at(-1);
  }

  report(area: TroubleArea, message: string): void {
    if (this.#current.get(area) === message) return;
    this.#current.delete(area);
    this.#current.set(area, message);
    this.#logger.warn(`intake: ${message}`, { area });
  }

  clear(area: TroubleArea): void {
    if (this.#current.delete(area)) this.#logger.info('intake: goes on', { area });
  }
}
