import type { Redactor } from './logging/index.ts';

/** What the surfaces say about themselves, such as toasts that cannot be shown, until they withdraw it. */
export class ReportedTroubles {
  readonly #redactor: Redactor;
  readonly #bySource = new Map<string, string>();

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /** Whether that changed anything. `undefined` withdraws what `source` reported. */
  report(source: string, text: string | undefined): boolean {
    const sentence = text === undefined ? undefined : this.#redactor.redact(text);
    if (this.#bySource.get(source) === sentence) return false;
    if (sentence === undefined) this.#bySource.delete(source);
    else this.#bySource.set(source, sentence);
    return true;
  }

  get sentences(): readonly string[] {
    return [...this.#bySource.values()];
  }
}
