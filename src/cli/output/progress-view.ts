import { count } from '../../shared/count.ts';
import type { Progress } from '../../shared/events.ts';
import { bytes } from './bytes.ts';
import { duration } from './format.ts';

/** One line: `the backup: 42 %, 120 MB of 285 MB, 8,400 files, 12 s left`. */
export function progressText(name: string, progress: Progress | undefined): string {
  if (progress === undefined) return `${name} …`;
  const { done, total, unit, files, seconds_left: left } = progress;
  const amount = (value: number) => (unit === 'bytes' ? bytes(value) : value.toLocaleString('en-US'));
  const parts = [
    total > 0 ? `${Math.min(100, Math.floor((100 * done) / total))} %` : undefined,
    total > 0 ? `${amount(done)} of ${amount(total)}` : amount(done),
    files && count(files.done, 'file'),
    left === undefined ? undefined : `${duration(left * 1_000)} left`,
  ];
  return `${name}: ${parts.filter((part) => part !== undefined).join(', ')}`;
}
