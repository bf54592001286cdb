/** Sorts by merging, and calls `pause` so often that no stretch of work in between is long. */
export async function sortInSlices<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  pause: () => Promise<unknown>,
): Promise<T[]> {
  let from: readonly T[] = items;
  let to: T[] = [...items];
  for (let width = 1; width < items.length; width *= 2) {
    to = new Array(0);
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length);
      const end = Math.min(start + 2 * width, from.length);
      for (let left = start, right = middle; left < middle || right < end; ) {
        if (to.length % stepsBetweenPauses === 0) await pause();
        const a = from[left];
        const b = from[right];
        const takeLeft = right >= end || (left < middle && compare(a as T, b as T) <= 0);
        to.push((takeLeft ? a : b) as T);
        if (takeLeft) left += 1;
        else right += 1;
      }
    }
    from = to;
  }
  return to;
}

const stepsBetweenPauses = 512;
