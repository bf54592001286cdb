import type { Activity } from '../shared/activity.ts';
import type { AuditEntry, AuditTrail } from './audit/index.ts';
import type { Clock, Timer } from './clock/index.ts';
import { type CostLedger, usd } from './cost/index.ts';

const hourMs = 3_600_000;
const longestHours = 168;
const keptUnusedMs = 600_000;

export interface ActivityLogDependencies {
  readonly clock: Clock;
  readonly trail: Pick<AuditTrail, 'query' | 'onEntry'>;
  readonly ledger: Pick<CostLedger, 'today'>;
  readonly dailyBudgetUsd: () => number;
}

interface Counts {
  completed: number;
  failed: number;
  asked: number;
}

/**
 * What was done in each hour of the last week: read from the trail at the first question, then counted along. Ten minutes
 * without a question let go of it.
 */
export class ActivityLog {
  readonly #dependencies: ActivityLogDependencies;
  #counting: Promise<Counting> | undefined;
  #release: Timer | undefined;

  constructor(dependencies: ActivityLogDependencies) {
    this.#dependencies = dependencies;
  }

  async last(hours: number): Promise<Activity> {
    const { clock, trail, ledger, dailyBudgetUsd } = this.#dependencies;
    this.#release?.cancel();
    this.#release = clock.after(keptUnusedMs, () => this.close());
    this.#counting ??= Counting.begin(trail, clock.now() - longestHours * hourMs);
    const counting = this.#counting;
    const { byHour } = await counting.catch((error: unknown) => {
      if (this.#counting === counting) this.#counting = undefined;
      throw error;
    });
    return {
      hours: hoursBefore(clock.now(), hours).map((startMs) => ({
        start: new Date(startMs).toISOString(),
        ...(byHour.get(startMs) ?? { completed: 0, failed: 0, asked: 0 }),
      })),
      cost: {
        today_usd: usd(ledger.today.microUsd),
        is_lower_bound: ledger.today.isLowerBound,
        budget_usd: dailyBudgetUsd(),
      },
    };
  }

  close(): void {
    this.#release?.cancel();
    this.#counting?.then(({ stop }) => stop()).catch(() => undefined);
    this.#counting = undefined;
  }
}

class Counting {
  readonly byHour = new Map<number, Counts>();
  readonly stop: () => void;

  private constructor(trail: ActivityLogDependencies['trail']) {
    this.stop = trail.onEntry((entry) => this.#count(entry));
  }

  static async begin(trail: ActivityLogDependencies['trail'], sinceMs: number): Promise<Counting> {
    const counting = new Counting(trail);
    // What is acknowledged while the trail is read is both heard and read: it counts once.
    const heard = new Set<number>();
    const unlisten = trail.onEntry(({ seq }) => heard.add(seq));
    try {
      for (const action of ['task_completed', 'hitl_approval_requested']) {
        for (const entry of await trail.query({ action, sinceMs }))
          if (!heard.has(entry.seq)) counting.#count(entry);
      }
      return counting;
    } catch (error) {
      counting.stop();
      throw error;
    } finally {
      unlisten();
    }
  }

  #count({ action, details, timestamp }: AuditEntry): void {
    if (action !== 'task_completed' && action !== 'hitl_approval_requested') return;
    const hour = startOfHour(Date.parse(timestamp));
    const counts = this.byHour.get(hour) ?? { completed: 0, failed: 0, asked: 0 };
    this.byHour.set(hour, counts);
    if (action === 'hitl_approval_requested') counts.asked += 1;
    else if (details.status === 'completed') counts.completed += 1;
    else if (details.status === 'failed') counts.failed += 1;
  }
}

/** Starts of local hours, oldest first; the last is the hour that has begun. */
function hoursBefore(nowMs: number, count: number): readonly number[] {
  const starts = [startOfHour(nowMs)];
  while (starts.length < count) starts.unshift(startOfHour((starts[0] ?? nowMs) - 1));
  return starts;
}

/** In zones whose hours do not begin with those of UTC too. */
function startOfHour(epochMs: number): number {
  return new Date(epochMs).setMinutes(0, 0, 0);
}
