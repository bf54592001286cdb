/** One figure with its limit. `ratio` is value / limit where lower is better, as told by `must`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number | null;
  readonly must: 'at most' | 'at least' | 'be known';
  readonly [detail: string]: unknown;
}

/** Prints one JSON line. */
export function report({ name, value, unit, limit, must, ...details }: Figure): void {
  const ratio = limit === null ? null : round(limit === 0 ? value : value / limit);
  const ok = limit === null || (must === 'at least' ? value >= limit : value <= limit);
  const line = { name, value: round(value), unit, limit, ratio, must, ok, ...details };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** To three decimal places. */
export function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
