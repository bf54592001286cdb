import type { Button } from './toast.ts';

export const buttonLabels: Readonly<Record<Button, string>> = {
  approve: 'Approve',
  reject: 'Reject',
  review: 'Review',
};

/** Everything a toast says besides what it is given. */
export const words = {
  waiting: (count: number) => `${count} requests wait for you`,
  firstExpiry: (left: string) => `The first one expires ${left}`,
  expires: (left: string) => `expires ${left}`,
  milestones: { reminder: 'Still waiting', alert: 'Last reminder' },
  alert: 'The employee needs you',
  alerts: (count: number) => `${count} alerts`,
  alertsBody: 'Open health to see them',
  hiddenTitle: 'The employee keeps working',
  hiddenBody: 'The window is closed. Open it again or quit from the tray icon.',
} as const;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** "in 3 days", "in 5 hours", "in 12 minutes", "now". Rounded down: never promises more time than there is. */
export function timeLeft(untilMs: number, nowMs: number): string {
  const leftMs = untilMs - nowMs;
  if (leftMs >= 72 * hourMs) return `in ${Math.floor(leftMs / (24 * hourMs))} days`;
  if (leftMs >= hourMs) return counted(Math.floor(leftMs / hourMs), 'hour');
  if (leftMs >= minuteMs) return counted(Math.floor(leftMs / minuteMs), 'minute');
  return 'now';
}

function counted(count: number, unit: string): string {
  return `in ${count} ${unit}${count === 1 ? '' : 's'}`;
}
