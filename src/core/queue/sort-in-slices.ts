const stepsBetweenPauses = 512;

/** Sorts by merging, and calls `pause` so often that no stretch of work in between is long. */
export async function sortInSlices<T extends NonNullable<unknown>>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  pause: () => Promise<unknown>,
): Promise<T[]> {
  let sorted = [...items];
  for (let width = 1; width < items.length; width *= 2) {
    const merged: T[] = [];
    for (let start = 0; start < sorted.length; start += 2 * width) {
      let left = start;
      let right = start + width;
      const leftEnd = right;
      const rightEnd = right + width;
      for (;;) {
        const a = left < leftEnd ? sorted[left] : undefined;
        const b = right < rightEnd ? sorted[right] : undefined;
        const isLeftNext = b === undefined || (a !== undefined && compare(a, b) <= 0);
        const next = isLeftNext ? a : b;
        if (next === undefined) break;
        merged.push(next);
        if (isLeftNext) left += 1;
        else right += 1;
        if (merged.length % stepsBetweenPauses === 0) await pause();
      }
    }
    sorted = merged;
  }
  return sorted;
}
