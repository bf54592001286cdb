import { describeError } from '../../shared/errors.ts';
import type { ServiceStatus } from '../../shared/status.ts';
import type { Clock, Timer } from '../clock/index.ts';
import type { DailySchedule } from './schedule.ts';

/** A start stays quick, and a machine that wakes up has better things to do at once. */
const graceMs = 60_000;
/** Also wakes without a reason: the clock may have been set while nobody said so. */
const longestWaitMs = 3_600_000;
const retryMs = 3_600_000;
/** A backup that is dated further ahead was made by a wrong clock. */
const aheadMs = 86_400_000;

export interface SchedulerDependencies {
  readonly clock: Clock;
  /** `undefined` while it is off. */
  readonly schedule: () => DailySchedule | undefined;
  /** When the newest verified backup was made that is not dated after `untilMs`. */
  readonly lastVerifiedMs: (untilMs: number) => number | undefined;
  /** When the workspace was made: what was due before is not missing. */
  readonly sinceMs: number;
  /** Makes the backup, and checks archives when that is due. Rejects when the backup failed. */
  readonly run: () => Promise<void>;
  /** The scheduled backup failed. */
  readonly failed: (error: unknown) => void;
  readonly changed: () => void;
}

/**
 * Has the daily backup made when it is due, once: also after sleep, shutdown and jumps of the clock. It is due when no verified
 * backup was made since the last due time; so a time that passed while nobody was there is caught up, and no jump makes two.
 */
export class BackupScheduler {
  readonly #dependencies: SchedulerDependencies;
  #timer: Timer | undefined;
  #running = false;
  #stopped = true;
  #notBeforeMs = 0;
  #failedAtMs: number | undefined;
  #lastError: string | null = null;

  constructor(dependencies: SchedulerDependencies) {
    this.#dependencies = dependencies;
  }

  get status(): ServiceStatus {
    return { status: this.#stopped ? 'stopped' : 'running', restarts: 0, last_error: this.#lastError };
  }

  /** When the next backup begins, in milliseconds since the epoch; `undefined` while the schedule is off. */
  nextMs(): number | undefined {
    const { clock, schedule } = this.#dependencies;
    const now = clock.now();
    if (this.#isDue(now)) return Math.max(now, this.#notBeforeMs);
    return schedule()?.nextMs(now);
  }

  start(): void {
    this.#stopped = false;
    this.#wait(graceMs);
  }

  /** The machine woke up, the clock was set, or the settings changed. */
  lookAgain(): void {
    if (!this.#stopped) this.#wait(graceMs);
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Looks at the clock no earlier than `graceMs` from now, and when the next backup is due. */
  #wait(graceMs: number): void {
    const { clock } = this.#dependencies;
    this.#timer?.cancel();
    const now = clock.now();
    this.#notBeforeMs = Math.max(now + graceMs, this.#retryAtMs(now));
    const untilMs = (this.nextMs() ?? Number.POSITIVE_INFINITY) - now;
    this.#timer = clock.after(Math.min(Math.max(untilMs, graceMs), longestWaitMs), () => this.#tick());
  }

  #tick(): void {
    const { clock } = this.#dependencies;
    if (this.#stopped || this.#running) return;
    const now = clock.now();
    if (!this.#isDue(now) || now < this.#notBeforeMs) {
      this.#wait(0);
      return;
    }
    this.#running = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    const { run, failed, changed } = this.#dependencies;
    try {
      await run();
      this.#lastError = null;
      this.#failedAtMs = undefined;
    } catch (error) {
      this.#failedAtMs = this.#dependencies.clock.now();
      if (!this.#stopped) {
        this.#lastError = describeError(error);
        failed(error);
      }
    } finally {
      this.#running = false;
      changed();
      if (!this.#stopped) this.#wait(0);
    }
  }

  /** After a failure the next attempt waits an hour; a clock that was set back does not make it wait longer. */
  #retryAtMs(now: number): number {
    if (this.#failedAtMs === undefined || this.#failedAtMs > now) return 0;
    return this.#failedAtMs + retryMs;
  }

  #isDue(now: number): boolean {
    const { schedule, lastVerifiedMs, sinceMs } = this.#dependencies;
    const lastDueMs = schedule()?.lastMs(now);
    if (lastDueMs === undefined || lastDueMs <= sinceMs) return false;
    const made = lastVerifiedMs(now + aheadMs);
    return made === undefined || made < lastDueMs;
  }
}
