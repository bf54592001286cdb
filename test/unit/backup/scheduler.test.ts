import { describe, expect, it } from 'vitest';
import { DailySchedule } from '../../../src/core/backup/schedule.ts';
import { BackupScheduler } from '../../../src/core/backup/scheduler.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A machine with a schedule of 02:00 in Berlin, the backups it made, and the failures that are in store. */
class Machine {
  readonly clock: FakeClock;
  readonly made: number[] = [];
  readonly alarms: unknown[] = [];
  readonly scheduler: BackupScheduler;
  failures = 0;
  time = '02:00';

  constructor(start: string, sinceDaysAgo = 30) {
    this.clock = new FakeClock(Date.parse(start));
    this.scheduler = new BackupScheduler({
      clock: this.clock,
      schedule: () => DailySchedule.of(this.time, 'Europe/Berlin'),
      lastVerifiedMs: (untilMs) =>
        this.made
          .filter((ms) => ms <= untilMs)
          .sort((a, b) => a - b)
          .at(-1),
      sinceMs: this.clock.now() - sinceDaysAgo * dayMs,
      run: async () => {
        if (this.failures > 0) {
          this.failures -= 1;
          throw new Error('the disk is full');
        }
        this.made.push(this.clock.now());
      },
      failed: (error) => this.alarms.push(error),
      changed: () => undefined,
    });
  }

  /** Lets time pass in steps, so that what a timer began can end before the next one is due. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10 * minuteMs) {
      this.clock.advance(Math.min(10 * minuteMs, ms - passed));
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    }
  }

  get times(): string[] {
    return this.made.map((ms) => new Date(ms).toISOString());
  }
}

describe('the scheduled backup', () => {
  it('is made once a night, also in the nights in which the clock is changed', async () => {
    for (const [start, expected] of [
      ['2026-03-27T12:00:00Z', ['2026-03-28T01:00', '2026-03-29T01:00', '2026-03-30T00:00']],
      ['2026-10-23T12:00:00Z', ['2026-10-24T00:00', '2026-10-25T00:00', '2026-10-26T01:00']],
    ] as const) {
      const machine = new Machine(start);
      machine.made.push(machine.clock.now());
      machine.scheduler.start();
      await machine.pass(3 * dayMs);
      expect(machine.times.slice(1).map((time) => time.slice(0, 16))).toEqual(expected);
    }
  });

  it('is caught up a little after the start when its time passed while nobody was there', async () => {
    const machine = new Machine('2026-06-10T07:00:00Z');
    machine.made.push(machine.clock.now() - 3 * dayMs);
    machine.scheduler.start();
    expect(machine.scheduler.nextMs()).toBe(machine.clock.now() + minuteMs);
    await machine.pass(30_000);
    expect(machine.made).toHaveLength(1);
    await machine.pass(dayMs / 2);
    expect(machine.made).toHaveLength(2);
  });

  it('is caught up after sleep', async () => {
    const machine = new Machine('2026-06-10T20:00:00Z');
    machine.made.push(machine.clock.now());
    machine.scheduler.start();
    machine.clock.jump(12 * hourMs);
    machine.scheduler.lookAgain();
    await machine.pass(10 * minuteMs);
    expect(machine.made).toHaveLength(2);
  });

  it('is not due in a workspace that was made after its last time', async () => {
    const machine = new Machine('2026-06-10T20:00:00Z', 0);
    machine.scheduler.start();
    await machine.pass(3 * hourMs);
    expect(machine.made).toEqual([]);
    await machine.pass(3 * hourMs);
    expect(machine.made).toHaveLength(1);
  });

  it('is made once for a jump of the clock, however far it goes and comes back', async () => {
    const machine = new Machine('2026-06-10T20:00:00Z');
    machine.made.push(machine.clock.now());
    machine.scheduler.start();
    for (const jumpMs of [400 * dayMs, -400 * dayMs, -400 * dayMs, 400 * dayMs]) {
      const before = machine.made.length;
      machine.clock.jump(jumpMs);
      machine.scheduler.lookAgain();
      await machine.pass(2 * hourMs);
      expect(machine.made.length - before).toBeLessThanOrEqual(1);
    }
    expect(machine.made.length).toBeLessThanOrEqual(5);
  });

  it('is tried again an hour after a failure, and says so', async () => {
    const machine = new Machine('2026-06-10T07:00:00Z');
    machine.failures = 2;
    machine.scheduler.start();
    await machine.pass(50 * minuteMs);
    expect(machine.alarms).toHaveLength(1);
    expect(machine.scheduler.status).toMatchObject({ status: 'running', last_error: 'the disk is full' });
    await machine.pass(3 * hourMs);
    expect(machine.alarms).toHaveLength(2);
    expect(machine.made).toHaveLength(1);
    expect(machine.scheduler.status.last_error).toBeNull();
  });

  it('follows a changed time, can be off, and ends with the employee', async () => {
    const machine = new Machine('2026-06-10T07:00:00Z');
    machine.made.push(machine.clock.now());
    machine.scheduler.start();
    machine.time = 'off';
    machine.scheduler.lookAgain();
    expect(machine.scheduler.nextMs()).toBeUndefined();
    await machine.pass(2 * dayMs);
    expect(machine.made).toHaveLength(1);
    machine.time = '12:00';
    machine.scheduler.lookAgain();
    await machine.pass(hourMs);
    expect(machine.made).toHaveLength(2);
    machine.scheduler.stop();
    expect(machine.scheduler.status.status).toBe('stopped');
    await machine.pass(3 * dayMs);
    expect(machine.made).toHaveLength(2);
  });
});
