import type { Clock, Timer } from '../clock/index.ts';
import type { Dashboard } from './dashboard.ts';
import type { DashboardView } from './dashboard-view.ts';

const gatherMs = 20;
const intervalMs = 1_000;
const maxRetryMs = 60_000;

export interface DashboardWriterDependencies {
  readonly dashboard: Pick<Dashboard, 'update'>;
  readonly clock: Clock;
  /** Told of every failed write; the work goes on. */
  readonly failed: (error: unknown) => void;
}

/**
 * Writes the dashboard for those who must not wait for it: at most once per second, the first time within 50 ms, always
 * with the newest view. A failed write is tried again after 1 s, 2 s, 4 s … up to a minute, or when asked anew.
 */
export class DashboardWriter {
  readonly #dashboard: Pick<Dashboard, 'update'>;
  readonly #clock: Clock;
  readonly #failed: (error: unknown) => void;
  #wanted: (() => DashboardView) | undefined;
  #timer: Timer | undefined;
  #running: Promise<void> | undefined;
  #startedMs = Number.NEGATIVE_INFINITY;
  #failures = 0;

  constructor(dependencies: DashboardWriterDependencies) {
    this.#dashboard = dependencies.dashboard;
    this.#clock = dependencies.clock;
    this.#failed = dependencies.failed;
  }

  /** Asks for a write soon; the view is taken when it happens. */
  schedule(view: () => DashboardView): void {
    this.#wanted = view;
    this.#failures = 0;
    this.#arm(this.#waitMs());
  }

  /** Writes what is still wanted, now, and leaves no timer behind. */
  async flush(): Promise<void> {
    this.#disarm();
    await this.#running;
    this.#disarm();
    await this.#write();
  }

  #arm(delayMs: number): void {
    if (this.#running) return;
    this.#disarm();
    this.#timer = this.#clock.after(delayMs, () => {
      this.#timer = undefined;
      this.#running = this.#write().finally(() => {
        this.#running = undefined;
        if (this.#wanted) this.#arm(this.#waitMs());
      });
    });
  }

  #disarm(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Bounded, so that a clock set back does not stop the dashboard. */
  #waitMs(): number {
    const interval =
      this.#failures === 0 ? intervalMs : Math.min(maxRetryMs, intervalMs * 2 ** (this.#failures - 1));
    const dueMs = this.#startedMs + interval - this.#clock.now();
    return Math.min(interval, Math.max(gatherMs, dueMs));
  }

  async #write(): Promise<void> {
    const view = this.#wanted;
    if (view === undefined) return;
    this.#wanted = undefined;
    this.#startedMs = this.#clock.now();
    try {
      await this.#dashboard.update(view());
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      this.#wanted ??= view;
      this.#failed(error);
    }
  }
}
