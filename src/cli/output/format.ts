/** Local date and minute, `2026-02-07 09:00`; what is no time is shown as it is. */
export function localMinute(time: string | number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  const pad = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** Local time of day with seconds, `09:00:05`. */
export function localSecond(time: string | number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  return `${localMinute(time).slice(11)}:${String(date.getSeconds()).padStart(2, '0')}`;
}

/** The two largest units: `3 days 4 h`, `5 min 2 s`, `120 ms`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  const seconds = Math.floor(milliseconds / 1_000);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), seconds >= 2 * 86_400 ? 'days' : 'day'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

/** Dollars; "at least" when calls of unknown price are missing from the sum. */
export function dollars(amount: number, isLowerBound: boolean): string {
  const text = `$${amount.toFixed(amount !== 0 && amount < 0.01 ? 4 : 2)}`;
  return isLowerBound ? `at least ${text}` : text;
}
