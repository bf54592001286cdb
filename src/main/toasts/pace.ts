const momentMs = 2_000;
const recentMs = 10_000;
const calmMs = 30_000;
const mostAlone = 3;

/** Decides whether what came within a moment is told piece by piece or in one toast. Times in milliseconds. */
export class Pace {
  #toldAloneMs: readonly number[] = [];
  #groupedMs = Number.NEGATIVE_INFINITY;

  /** How long to gather before telling: longer while a group was told only just now. */
  gatherMs(nowMs: number): number {
    return nowMs - this.#groupedMs < calmMs ? calmMs : momentMs;
  }

  /** True when `count` more pieces are to be told in one toast. */
  groups(count: number, nowMs: number): boolean {
    const recent = this.#toldAloneMs.filter((toldMs) => nowMs - toldMs < recentMs);
    if (recent.length + count > mostAlone) {
      this.#toldAloneMs = [];
      this.#groupedMs = nowMs;
      return true;
    }
    this.#toldAloneMs = [...recent, ...Array<number>(count).fill(nowMs)];
    return false;
  }
}
