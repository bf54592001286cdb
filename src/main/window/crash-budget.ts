const windowMs = 60_000;
const mostInWindow = 3;

/** How often a crashed page is loaded again by itself: a page that crashes as soon as it is shown would never rest. */
export class CrashBudget {
  #crashes: readonly number[] = [];

  /** Counts a crash at `nowMs`; whether the page is to be loaded again. */
  allows(nowMs: number): boolean {
    this.#crashes = [...this.#crashes.filter((atMs) => nowMs - atMs < windowMs), nowMs];
    return this.#crashes.length <= mostInWindow;
  }
}
