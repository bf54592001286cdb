import type { Clock, Timer } from '../clock/index.ts';

/** A decision that is still to be undone, and until when (UTC, RFC 3339). */
export interface Deciding {
  readonly decision: 'approved' | 'rejected';
  readonly until: string;
}

export interface DeferredDecisionsDependencies {
  readonly clock: Clock;
  /** Told when a decision begins to wait or was taken back. */
  readonly changed: (taskId: string) => void;
  /** Told of a decision that could not be followed: its request still waits. */
  readonly failed: (error: unknown) => void;
}

interface Deferred {
  readonly deciding: Deciding;
  readonly follow: () => Promise<unknown>;
  readonly timer: Timer;
}

/**
 * Decisions that a person can still take back. They live in memory alone: one that a kill loses was never made, and its
 * request still waits.
 */
export class DeferredDecisions {
  readonly #dependencies: DeferredDecisionsDependencies;
  readonly #byTask = new Map<string, Deferred>();

  constructor(dependencies: DeferredDecisionsDependencies) {
    this.#dependencies = dependencies;
  }

  of(taskId: string): Deciding | null {
    return this.#byTask.get(taskId)?.deciding ?? null;
  }

  /** Follows a decision after `delayMs`. It takes the place of one about the same task that still waits. */
  defer(
    taskId: string,
    decision: Deciding['decision'],
    delayMs: number,
    follow: () => Promise<unknown>,
  ): void {
    const { clock, changed } = this.#dependencies;
    this.drop(taskId);
    const until = new Date(clock.now() + delayMs).toISOString();
    const timer = clock.after(delayMs, () => void this.#follow(taskId));
    this.#byTask.set(taskId, { deciding: { decision, until }, follow, timer });
    changed(taskId);
  }

  /** Whether there was a decision to be taken back. */
  undo(taskId: string): boolean {
    const undone = this.drop(taskId);
    if (undone) this.#dependencies.changed(taskId);
    return undone;
  }

  /** Forgets a decision whose request was closed otherwise. */
  drop(taskId: string): boolean {
    this.#byTask.get(taskId)?.timer.cancel();
    return this.#byTask.delete(taskId);
  }

  /** Follows everything that waits, now. */
  async followAll(): Promise<void> {
    await Promise.all([...this.#byTask.keys()].map((taskId) => this.#follow(taskId)));
  }

  dropAll(): void {
    for (const taskId of [...this.#byTask.keys()]) this.drop(taskId);
  }

  async #follow(taskId: string): Promise<void> {
    const deferred = this.#byTask.get(taskId);
    if (deferred === undefined) return;
    this.drop(taskId);
    try {
      await deferred.follow();
    } catch (error) {
      this.#dependencies.failed(error);
      this.#dependencies.changed(taskId);
    }
  }
}
