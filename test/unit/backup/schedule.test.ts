import { describe, expect, it } from 'vitest';
import { DailySchedule } from '../../../src/core/backup/schedule.ts';

const hourMs = 3_600_000;

/** Every due time from one moment to another, found by stepping through them. */
function dueTimes(time: string, timezone: string, from: string, to: string): string[] {
  const schedule = DailySchedule.of(time, timezone);
  const due: string[] = [];
  for (let ms = schedule?.nextMs(Date.parse(from)) ?? Infinity; ms < Date.parse(to); ) {
    due.push(new Date(ms).toISOString());
    ms = schedule?.nextMs(ms) ?? Infinity;
  }
  return due;
}

describe('the daily schedule', () => {
  it('is due once on the day that skips the time, right after the gap', () => {
    expect(dueTimes('02:30', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  it('is due once on the day that has the time twice', () => {
    expect(dueTimes('02:00', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toEqual([
      '2026-10-25T00:00:00.000Z',
      '2026-10-26T01:00:00.000Z',
    ]);
  });

  it.each([
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Asia/Kolkata',
    'UTC',
  ])(
    'is due exactly 365 times a year in %s, and each due time is the last one right afterwards',
    (timezone) => {
      for (const time of ['00:00', '02:00', '02:30', '23:59']) {
        const due = dueTimes(time, timezone, '2025-12-31T18:00:00Z', '2026-12-31T18:00:00Z');
        expect(due).toHaveLength(365);
        const schedule = DailySchedule.of(time, timezone);
        for (const [index, at] of due.entries()) {
          const ms = Date.parse(at);
          expect(schedule?.lastMs(ms)).toBe(ms);
          expect(schedule?.lastMs(ms + hourMs + 1)).toBe(ms);
          if (index > 0) expect(schedule?.lastMs(ms - 1)).toBe(Date.parse(due[index - 1] ?? ''));
        }
      }
    },
  );

  it('is due in the zone of the machine unless another is said', () => {
    const at = DailySchedule.of('02:00')?.nextMs(new Date(2026, 5, 1, 12).getTime());
    expect(new Date(at ?? 0).getHours()).toBe(2);
    expect(new Date(at ?? 0).getDate()).toBe(2);
  });

  it('can be off', () => {
    expect(DailySchedule.of('off')).toBeUndefined();
  });
});
