import type { Preferences } from '../../shared/shell.ts';

/** Whether the local hour of `epochMs` lies in the quiet hours. */
export function isQuiet(hours: Preferences['quietHours'], epochMs: number): boolean {
  if (hours === null) return false;
  const hour = new Date(epochMs).getHours();
  return hours.from <= hours.to
    ? hour >= hours.from && hour < hours.to
    : hour >= hours.from || hour < hours.to;
}
