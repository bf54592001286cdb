import type { Words } from '../words/index.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "in 3 days", "in 5 hours", "in 12 minutes", "now". Rounded down: never promises more time than there is. */
export function timeLeft(untilMs: number, nowMs: number, { t }: Words): string {
  const leftMs = untilMs - nowMs;
  if (leftMs >= 3 * dayMs) return t('left.days', { count: Math.floor(leftMs / dayMs) });
  if (leftMs >= hourMs) return t('left.hours', { count: Math.floor(leftMs / hourMs) });
  if (leftMs >= minuteMs) return t('left.minutes', { count: Math.floor(leftMs / minuteMs) });
  return t('left.now');
}
