/** `count` of the items, spread over all of them; `seed` shifts which. */
export function sample<T>(items: readonly T[], count: number, seed: number): readonly T[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, index) => {
    const at = Math.floor(index * step + ((seed * 0.618_034 * step) % step));
    return items[Math.min(at, items.length - 1)];
  }).filter((item) => item !== undefined);
}
