import { Cron } from 'croner';

/** A daily time `HH:MM`, or `off`. */
export type DailyTime = string;

/**
 * When backups are due: every day at a local time. On the day when the clock skips that time it is due right after the gap, on
 * the day when it comes twice it is due the first time: once a day, whatever the clock does.
 */
export class DailySchedule {
  readonly #cron: Cron;

  /** `timezone` is an IANA name; the machine's own when not given. */
  private constructor(time: string, timezone: string | undefined) {
    const [hour = '', minute = ''] = time.split(':');
    this.#cron = new Cron(`${Number(minute)} ${Number(hour)} * * *`, {
      paused: true,
      ...(timezone === undefined ? {} : { timezone }),
    });
  }

  /** `undefined` when it is off. */
  static of(time: DailyTime, timezone?: string): DailySchedule | undefined {
    return time === 'off' ? undefined : new DailySchedule(time, timezone);
  }

  /** The first due time after `nowMs`. */
  nextMs(nowMs: number): number {
    return this.#cron.nextRun(new Date(nowMs))?.getTime() ?? Number.POSITIVE_INFINITY;
  }

  /** The last due time at or before `nowMs`. */
  lastMs(nowMs: number): number {
    // The search looks before its reference, in whole seconds.
    const wholeMs = Math.floor(nowMs / 1_000) * 1_000;
    const [last] = this.#cron.previousRuns(1, new Date(wholeMs + 1_000));
    return last?.getTime() ?? Number.NEGATIVE_INFINITY;
  }
}
