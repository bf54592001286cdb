import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupFileName } from '../../../src/core/backup/names.ts';
import {
  planRetention,
  type RetainedArchive,
  type RetentionSettings,
} from '../../../src/core/backup/retention.ts';

const dayMs = 86_400_000;
const now = new Date(2026, 5, 15, 12).getTime();
const standard: RetentionSettings = { days: 30, weekly: 0, monthly: 0, yearly: 0, safetyDays: 30 };

function archive(daysAgo: number, change: Partial<RetainedArchive> = {}): RetainedArchive {
  const createdMs = now - daysAgo * dayMs;
  return {
    name: backupFileName(createdMs),
    createdMs,
    verified: true,
    safety: false,
    ours: true,
    auditSeq: 100_000 - daysAgo,
    ...change,
  };
}

function daily(from: number, to: number): RetainedArchive[] {
  return Array.from({ length: to - from + 1 }, (_, index) => archive(from + index));
}

function removed(archives: readonly RetainedArchive[], settings = standard, at = now): number[] {
  const names = planRetention(archives, settings, at).remove.map(({ name }) => name);
  return archives
    .filter(({ name }) => names.includes(name))
    .map(({ createdMs }) => Math.round((now - createdMs) / dayMs));
}

describe('retention', () => {
  it('keeps thirty days and removes what is older, one reason each', () => {
    expect(removed(daily(0, 34))).toEqual([31, 32, 33, 34]);
    const plan = planRetention([archive(0), archive(40)], standard, now);
    expect(plan.keep).toEqual([{ name: archive(0).name, reason: 'the newest verified backup' }]);
    expect(plan.remove).toEqual([{ name: archive(40).name, reason: 'older than 30 days' }]);
  });

  it('keeps everything while no new backup succeeds, however long that takes', () => {
    expect(removed(daily(0, 30), standard, now + 200 * dayMs)).toEqual([]);
  });

  it('counts verified backups only: failing ones push nothing out', () => {
    const failing = Array.from({ length: 40 }, (_, day) => archive(day, { verified: false }));
    expect(removed([...failing, archive(45), archive(50)])).toEqual([]);
    expect(removed([archive(1), archive(20, { verified: false }), archive(40, { verified: false })])).toEqual(
      [40],
    );
  });

  it('keeps weekly, monthly and yearly ones beyond the days', () => {
    const gone = removed(daily(0, 1_200), { ...standard, weekly: 4, monthly: 6, yearly: 2 });
    expect(1_201 - gone.length).toBeGreaterThanOrEqual(31 + 4 + 5);
    expect(1_201 - gone.length).toBeLessThanOrEqual(31 + 4 + 6 + 2);
  });

  it('reaches the same archives day by day as at once: what a later day needs was not removed before', () => {
    const settings = { ...standard, days: 7, weekly: 3, monthly: 4, yearly: 2 };
    const all = daily(0, 500).toReversed();
    let folder: RetainedArchive[] = [];
    for (const next of all) {
      folder.push(next);
      const gone = new Set(planRetention(folder, settings, next.createdMs).remove.map(({ name }) => name));
      folder = folder.filter(({ name }) => !gone.has(name));
    }
    const atOnce = new Set(planRetention(all, settings, now).remove.map(({ name }) => name));
    expect(folder.map(({ name }) => name)).toEqual(
      all.map(({ name }) => name).filter((name) => !atOnce.has(name)),
    );
  });

  it('never removes what is not ours, and the newest safety backup', () => {
    expect(removed([archive(0), archive(400, { ours: false, verified: false })])).toEqual([]);
    const safety = [archive(40, { safety: true }), archive(60, { safety: true })];
    expect(removed([...daily(0, 60), ...safety].filter(({ safety: is }, index) => is || index < 5))).toEqual([
      60,
    ]);
  });

  it('does not take a safety backup for the newest backup', () => {
    expect(removed([archive(0, { safety: true }), archive(50)])).toEqual([]);
  });

  it('survives a clock that was 400 days ahead for one backup, and one that is 400 days back', () => {
    const jumped = archive(-400, { auditSeq: 200_000 });
    expect(removed([...daily(0, 30), jumped], standard, now + 400 * dayMs)).toEqual([]);
    // Put right again: the wrong date lies in the future.
    expect(removed([...daily(0, 30), jumped])).toEqual([]);
    expect(removed(daily(0, 30), standard, now - 400 * dayMs)).toEqual([]);
  });

  it('goes on after a long pause once a week of backups follows it', () => {
    const before = daily(200, 210);
    expect(removed([...daily(0, 2), ...before])).toEqual([]);
    expect(removed([...daily(0, 8), ...before])).toHaveLength(11);
  });

  it('lets the newest verified backup survive 10,000 calendars of gaps, failures and clock jumps', () => {
    const event = fc.oneof(
      { weight: 20, arbitrary: fc.constant({ kind: 'backup' as const }) },
      { weight: 4, arbitrary: fc.constant({ kind: 'failure' as const }) },
      { weight: 2, arbitrary: fc.constant({ kind: 'unverified' as const }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'safety' as const }) },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('gap' as const), days: fc.integer({ min: 1, max: 90 }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('jump' as const),
          days: fc.integer({ min: -400, max: 400 }),
        }),
      },
    );
    const settingsOf = fc.record({
      days: fc.integer({ min: 1, max: 60 }),
      weekly: fc.integer({ min: 0, max: 8 }),
      monthly: fc.integer({ min: 0, max: 12 }),
      yearly: fc.integer({ min: 0, max: 3 }),
      safetyDays: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(event, { minLength: 5, maxLength: 80 }), settingsOf, (calendar, settings) => {
        let clock = now;
        let seq = 0;
        let folder: RetainedArchive[] = [];
        for (const happened of calendar) {
          clock += dayMs;
          seq += 10;
          if (happened.kind === 'gap' || happened.kind === 'jump') {
            clock += happened.days * dayMs;
            continue;
          }
          if (happened.kind !== 'failure') {
            folder.push({
              name: `${seq}`,
              createdMs: clock,
              verified: happened.kind !== 'unverified',
              safety: happened.kind === 'safety',
              ours: true,
              auditSeq: seq,
            });
          }
          const plan = planRetention(folder, settings, clock);
          // Everything is either kept or removed, once.
          expect([...plan.keep, ...plan.remove].map(({ name }) => name).sort()).toEqual(
            folder.map(({ name }) => name).sort(),
          );
          const gone = new Set(plan.remove.map(({ name }) => name));
          const verified = folder.filter((one) => one.verified && !one.safety);
          const madeLast = verified.at(-1);
          const newestByDate = verified.toSorted((a, b) => a.createdMs - b.createdMs).at(-1);
          for (const precious of [madeLast, newestByDate, folder.filter((one) => one.safety).at(-1)])
            expect(precious !== undefined && gone.has(precious.name)).toBe(false);
          // Nothing verified goes within its days, and nothing at all without a verified one that stays.
          for (const one of folder.filter(({ name }) => gone.has(name))) {
            expect(verified.some(({ name }) => !gone.has(name))).toBe(true);
            if (!one.safety) expect(clock - one.createdMs).toBeGreaterThan(settings.days * dayMs);
          }
          folder = folder.filter(({ name }) => !gone.has(name));
          // Once removed or kept, the same question has the same answer.
          expect(planRetention(folder, settings, clock).remove).toEqual([]);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
