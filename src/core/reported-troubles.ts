/** What the surfaces say about themselves, such as toasts that cannot be shown, until they withdraw it. */
export class ReportedTroubles {
  readonly #bySource = new Map<string, string>();

  /** Whether that changed anything. `undefined` withdraws what `source` reported. */
  report(source: string, sentence: string | undefined): boolean {
    if (this.#bySource.get(source) === sentence) return false;
    if (sentence === undefined) this.#bySource.delete(source);
    else this.#bySource.set(source, sentence);
    return true;
  }

  get sentences(): readonly string[] {
    return [...this.#bySource.values()];
  }
}
