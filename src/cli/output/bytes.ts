/** Sizes in decimal units: `950 B`, `12.3 MB`. */
export function bytes(amount: number): string {
  if (amount < 1_000) return `${amount} B`;
  const units = ['kB', 'MB', 'GB', 'TB'] as const;
  const power = Math.min(units.length, Math.floor(Math.log10(amount) / 3));
  const value = amount / 1_000 ** power;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[power - 1]}`;
}
