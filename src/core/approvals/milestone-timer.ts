import type { ApprovalRequest } from '../../shared/approval.ts';
import type { Clock, Timer } from '../clock/index.ts';
import { type ApprovalTimes, type Milestone, milestones } from './schedule.ts';

/** A clock that jumps (sleep, daylight saving) is noticed within this time. */
const longestWaitMs = 300_000;
/** After a failing disk kept a milestone from being recorded. */
const tryAgainMs = 30_000;

/** An open request as time passes over it. */
export interface Timed {
  readonly request: ApprovalRequest;
  readonly reached: ReadonlySet<Milestone>;
}

export interface MilestoneTimerDependencies<Request extends Timed> {
  readonly clock: Clock;
  readonly times: () => ApprovalTimes;
  readonly open: () => Iterable<Request>;
  /** Reminds, alerts or expires; the milestone must not be due again afterwards. */
  readonly due: (request: Request, milestone: Milestone) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** Wakes at the next reminder, alert or expiry of any open request. One timer, whatever their number. */
export class MilestoneTimer<Request extends Timed> {
  readonly #dependencies: MilestoneTimerDependencies<Request>;
  #running = false;
  #timer: Timer | undefined;

  constructor(dependencies: MilestoneTimerDependencies<Request>) {
    this.#dependencies = dependencies;
  }

  start(): void {
    this.#running = true;
    this.arm();
  }

  stop(): void {
    this.#running = false;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Sets the timer anew after requests were opened or closed. */
  arm(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (!this.#running) return;
    const { clock, times, open } = this.#dependencies;
    const requests = [...open()];
    if (requests.length === 0) return;
    const nowMs = clock.now();
    let nextMs = nowMs + longestWaitMs;
    for (const { request, reached } of requests) {
      const next = milestones(request, times(), reached, nowMs);
      nextMs = Math.min(nextMs, next.due === undefined ? next.nextMs : nowMs);
    }
    this.#wakeIn(nextMs - nowMs);
  }

  #wakeIn(delayMs: number): void {
    this.#timer?.cancel();
    this.#timer = this.#dependencies.clock.after(delayMs, () => {
      this.#passTime().catch((error: unknown) => {
        this.#dependencies.failed(error);
        if (this.#running) this.#wakeIn(tryAgainMs);
      });
    });
  }

  async #passTime(): Promise<void> {
    const { clock, times, open, due } = this.#dependencies;
    for (const request of [...open()]) {
      const { due: milestone } = milestones(request.request, times(), request.reached, clock.now());
      if (milestone !== undefined) await due(request, milestone);
    }
    this.arm();
  }
}
