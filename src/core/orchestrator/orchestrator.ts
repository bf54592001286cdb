import { describeError, EmployeeError } from '../../shared/errors.ts';
import type { ServiceStatus } from '../../shared/status.ts';
import type { Task } from '../../shared/task.ts';
import type { ApprovalDesk, Decision } from '../approvals/index.ts';
import { delay, type Timer } from '../clock/index.ts';
import type { Logger } from '../logging/index.ts';
import type { WaitingTask } from '../queue/index.ts';
import { PlannerUnavailable } from '../reasoning/index.ts';
import { Backoff, isEnvironmental } from './backoff.ts';
import { takeUpLostTask } from './lost-task.ts';
import type { Interruption, PendingSettler } from './pending-settler.ts';
import { type RetryDependencies, retryOrFail } from './retry.ts';
import type { TaskWorker, WorkResult } from './task-worker.ts';

export interface OrchestratorDependencies extends RetryDependencies {
  readonly logger: Logger;
  readonly desk: ApprovalDesk;
  readonly worker: TaskWorker;
  readonly settler: PendingSettler;
  readonly concurrency: () => number;
  /** Whether a waiting task needs no model, so that it is begun while none answers. */
  readonly plannedWithoutModel: (taskId: string) => boolean;
  readonly alert: (message: string, taskId: string | null) => void;
  readonly changed: () => void;
}

/** A task in hand: where it is, and how to take it out of hand. */
interface Lane {
  readonly taskId: string;
  readonly abort: AbortController;
  done: Promise<void>;
  step: string;
}

type Job =
  | { readonly kind: 'waiting'; readonly entry: WaitingTask }
  | { readonly kind: 'decision'; readonly decision: Decision }
  | { readonly kind: 'left'; readonly taskId: string; readonly interruption: Interruption };

const longestWaitMs = 60_000;
const abortMs = 2_000;

/**
 * The work loop. Driven by events alone: a new task, a decision, a passed backoff or a freed lane starts the next piece of work.
 *
 * A task leaves a lane finished, parked, returned, or `left`: the disk failed underneath, and the settler puts it right once
 * the trail can be written again.
 */
export class Orchestrator {
  readonly #dependencies: OrchestratorDependencies;
  readonly #lanes = new Map<string, Lane>();
  readonly #decisions: Decision[] = [];
  readonly #left = new Map<string, Interruption>();
  readonly #idle = new Set<() => void>();
  readonly #hurry = Promise.withResolvers<void>();
  #state: 'stopped' | 'running' | 'stopping' = 'stopped';
  #paused = false;
  #timer: Timer | undefined;
  readonly #backoff: Backoff;

  constructor(dependencies: OrchestratorDependencies) {
    this.#dependencies = dependencies;
    this.#backoff = new Backoff(dependencies.clock);
  }

  /** Begins to work, first on what an earlier process left in `pending`. */
  start(left: readonly string[], interruption: Interruption = 'crash'): void {
    for (const taskId of left) this.#left.set(taskId, interruption);
    this.#state = 'running';
    this.pump();
  }

  get paused(): boolean {
    return this.#paused;
  }

  set paused(value: boolean) {
    this.#paused = value;
    this.pump();
    this.#dependencies.changed();
  }

  /** Why no plan can be had now; `undefined` while the planner answers. */
  get unavailable(): string | undefined {
    return this.#backoff.unavailable;
  }

  get current(): { readonly taskId: string; readonly step: string } | null {
    const [lane] = this.#lanes.values();
    return lane ? { taskId: lane.taskId, step: lane.step } : null;
  }

  isWorkingOn(taskId: string): boolean {
    return this.#lanes.has(taskId);
  }

  get status(): ServiceStatus {
    const { isWaiting, lastError } = this.#backoff;
    const status =
      this.#state === 'stopped' ? 'stopped' : this.#paused ? 'paused' : isWaiting ? 'waiting' : 'running';
    return { status, restarts: 0, last_error: lastError };
  }

  /** A signed decision: its task is taken up before everything that waits. */
  decided(decision: Decision): void {
    this.#decisions.push(decision);
    this.pump();
  }

  /** A task that lies in `pending` without anyone working on it. */
  foundInPending(taskId: string, interruption: Interruption): void {
    if (this.#lanes.has(taskId)) return;
    this.#left.set(taskId, interruption);
    this.pump();
  }

  /** Puts a task that nobody works on where it belongs, now. */
  async giveBack(taskId: string): Promise<void> {
    await this.#dependencies.settler.settle(taskId, 'stop', new AbortController().signal);
    this.pump();
  }

  /** Ends a waiting task before its work begins. Whether it was still waiting. */
  async withdraw(taskId: string, reason: string): Promise<boolean> {
    const { queue, trail, finisher } = this.#dependencies;
    const entry = queue.waitingEntry(taskId);
    if (entry === undefined) return false;
    const claim = await queue.claim(entry);
    if (claim.kind !== 'claimed') return false;
    trail.record({ action: 'task_withdrawn', taskId, details: { reason } });
    await finisher.finish(claim.task, {
      status: 'rejected',
      result: `Withdrawn before it was begun: ${reason}`,
    });
    return true;
  }

  step(taskId: string, step: string): void {
    const lane = this.#lanes.get(taskId);
    if (lane) lane.step = step;
    this.#dependencies.changed();
  }

  /** What kept the work waiting may be over: it is tried at once. */
  wake(): void {
    this.#backoff.clear();
    this.pump();
  }

  /** Begins whatever can be begun now. Cheap when there is nothing. */
  pump(): void {
    // One moment for what may be begun and for the timer: what becomes due in between would be in neither.
    const nowMs = this.#dependencies.clock.now();
    while (this.#state === 'running' && this.#lanes.size < this.#dependencies.concurrency()) {
      const job = this.#nextJob(nowMs);
      if (job === undefined) break;
      this.#begin(job);
    }
    this.#arm(nowMs);
    if (this.#lanes.size === 0) for (const idle of this.#idle) idle();
  }

  /** Resolves when nothing is in hand and nothing waits that can be begun by itself. */
  async drained(signal?: AbortSignal): Promise<void> {
    while (!this.#isDrained()) {
      signal?.throwIfAborted();
      if (this.#paused) throw cannotDrain('the employee is paused', 'Resume it with: employee resume');
      if (this.unavailable !== undefined)
        throw cannotDrain(this.unavailable, 'The tasks wait in the inbox; try again later');
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#idle.delete(wake);
          recheck.cancel();
          resolve();
        };
        const recheck = this.#dependencies.clock.after(200, wake);
        this.#idle.add(wake);
      });
    }
  }

  /** Ends the work: waits up to `graceMs` for what is in hand, then returns it to the inbox. */
  async stop(graceMs: number): Promise<void> {
    if (this.#state === 'stopped') return;
    this.#state = 'stopping';
    this.#timer?.cancel();
    const lanes = [...this.#lanes.values()];
    const all = Promise.allSettled(lanes.map(({ done }) => done));
    if (graceMs > 0) await this.#within(graceMs, Promise.race([all, this.#hurry.promise]));
    for (const { abort } of lanes) abort.abort(new StopRequested());
    await this.#within(abortMs, all);
    this.#state = 'stopped';
  }

  /** Waits for `work`, but no longer than `limitMs`. */
  async #within(limitMs: number, work: Promise<unknown>): Promise<void> {
    const limit = new AbortController();
    const waited = delay(this.#dependencies.clock, limitMs, limit.signal).catch(() => undefined);
    await Promise.race([work, waited]);
    limit.abort(new Error('no longer waited for'));
  }

  /** Ends a graceful stop at once: what is in hand goes back to the inbox. */
  hurry(): void {
    this.#hurry.resolve();
  }

  #isDrained(): boolean {
    const { queue } = this.#dependencies;
    return (
      this.#lanes.size === 0 &&
      this.#decisions.length === 0 &&
      this.#left.size === 0 &&
      queue.counts().inbox === 0
    );
  }

  #nextJob(nowMs: number): Job | undefined {
    if (this.#backoff.holdsEverything(nowMs)) return undefined;
    const [left] = this.#left;
    if (left) {
      this.#left.delete(left[0]);
      return { kind: 'left', taskId: left[0], interruption: left[1] };
    }
    if (this.#paused) return undefined;
    // A decision may come before its task is parked: it waits until the task is out of hand.
    const ready = this.#decisions.findIndex(({ request }) => !this.#lanes.has(request.task_id));
    const [decision] = ready < 0 ? [] : this.#decisions.splice(ready, 1);
    if (decision) return { kind: 'decision', decision };
    const { queue, plannedWithoutModel } = this.#dependencies;
    const entry = this.#backoff.holds(nowMs) ? queue.nextWhere(plannedWithoutModel) : queue.next(nowMs);
    return entry && { kind: 'waiting', entry };
  }

  #begin(job: Job): void {
    const taskId =
      job.kind === 'waiting'
        ? job.entry.taskId
        : job.kind === 'left'
          ? job.taskId
          : job.decision.request.task_id;
    const lane: Lane = { taskId, abort: new AbortController(), done: Promise.resolve(), step: 'starting' };
    this.#lanes.set(taskId, lane);
    lane.done = this.#run(job, lane.abort.signal)
      .catch((error: unknown) => this.#trouble(job, taskId, error))
      .finally(() => {
        this.#lanes.delete(taskId);
        this.#dependencies.changed();
        this.pump();
        if (this.#lanes.size === 0) this.#commitAtRest();
      });
  }

  /** Entries nobody waits for, such as of a task that went back to the inbox, reach the disk when the work rests. */
  #commitAtRest(): void {
    const { trail, logger } = this.#dependencies;
    trail.commit().catch((error: unknown) => {
      logger.warn('audit entries wait for the disk', { error: describeError(error) });
    });
  }

  async #run(job: Job, signal: AbortSignal): Promise<void> {
    const { settler, worker, trail } = this.#dependencies;
    if (job.kind === 'left') {
      await trail.commit();
      await this.#conclude(job.taskId, settler.settle(job.taskId, job.interruption, signal), signal);
      this.#recovered();
      return;
    }
    if (job.kind === 'decision') {
      await this.#follow(job.decision, signal);
      this.#recovered();
      return;
    }
    const task = await this.#claim(job.entry);
    if (task === undefined) return;
    await this.#conclude(task.task_id, worker.begin(task, signal), signal);
    this.#recovered();
  }

  /** Does what was decided. A task whose file is gone ends all the same: nothing vanishes. */
  async #follow(decision: Decision, signal: AbortSignal): Promise<void> {
    const { queue, worker, desk, trail } = this.#dependencies;
    const { task_id: taskId } = decision.request;
    // A void request's task may wait again already, with a request of its own.
    if (decision.kind === 'void' && desk.get(taskId) !== undefined) return;
    const parked = await queue.resume(taskId);
    // One that lies in pending was being taken up when the disk failed.
    const isLost = parked === undefined && (queue.locate(taskId)?.state ?? 'pending') === 'pending';
    // Taken up before its request is archived: a kill in between leaves one of the two to be found.
    const lost = isLost ? await takeUpLostTask({ queue, trail }, decision) : undefined;
    await desk.close(taskId);
    const task = parked ?? lost?.task;
    if (task === undefined) return;
    await this.#conclude(taskId, worker.settle(task, lost?.decision ?? decision, signal), signal);
  }

  async #claim(entry: WaitingTask): Promise<Task | undefined> {
    const { queue, trail } = this.#dependencies;
    const claim = await queue.claim(entry);
    if (claim.kind === 'claimed') {
      const { task } = claim;
      trail.record({
        action: 'task_claimed',
        taskId: entry.taskId,
        details: { source: task.source ?? 'unknown', type: task.type ?? 'unknown', priority: entry.priority },
      });
      return task;
    }
    const error = claim.kind === 'unusable' ? claim.reason : 'its file is gone';
    trail.record({ action: 'task_claim_failed', taskId: entry.taskId, result: 'failure', error });
    await trail.commit();
    return undefined;
  }

  /** Follows one piece of work to its end; failures of the work itself end the task or set it back for another attempt. */
  async #conclude(
    taskId: string,
    work: Promise<WorkResult | { readonly kind: 'returned' }>,
    signal: AbortSignal,
  ): Promise<void> {
    const { settler, logger } = this.#dependencies;
    let result: WorkResult | { readonly kind: 'returned' };
    try {
      result = await work;
    } catch (error) {
      if (error instanceof PlannerUnavailable) return this.#hold(taskId, error);
      if (signal.aborted) {
        await settler.settle(taskId, 'stop', new AbortController().signal);
        return;
      }
      if (isEnvironmental(error)) throw error;
      logger.error('task failed', { task: taskId, error: describeError(error) });
      const task = this.#inPending(taskId);
      result = {
        kind: 'failed',
        task: { ...task, attempts: (task.attempts ?? 0) + 1 },
        reason: describeError(error),
        transient: false,
      };
    }
    if (result.kind === 'failed') await retryOrFail(this.#dependencies, result);
  }

  /** No plan can be had: the task waits in the inbox, unharmed, and intake goes on. */
  async #hold(taskId: string, error: PlannerUnavailable): Promise<void> {
    const { settler, alert, logger, trail } = this.#dependencies;
    if (this.#backoff.plannerFailed(error)) {
      trail.record({ action: 'llm_unavailable', result: 'failure', error: error.why });
      alert(`No plan can be made: ${error.why}. ${error.hint}`, null);
      logger.warn('planner unavailable', { error: error.message });
    }
    await settler.settle(taskId, 'stop', new AbortController().signal);
  }

  #trouble(job: Job, taskId: string, error: unknown): void {
    const { logger, queue } = this.#dependencies;
    const delayMs = this.#backoff.trouble(error);
    logger.error('work interrupted', { task: taskId, error: describeError(error), retry_ms: delayMs });
    if (queue.isPending(taskId)) this.#left.set(taskId, 'trouble');
    else if (job.kind === 'decision') this.#decisions.unshift(job.decision);
  }

  #recovered(): void {
    if (this.#backoff.recovered()) this.#dependencies.logger.info('planner answers again');
  }

  #inPending(taskId: string): Task {
    return this.#dependencies.queue.find(taskId)?.task ?? { task_id: taskId };
  }

  #arm(nowMs: number): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#state !== 'running') return;
    const { clock, queue } = this.#dependencies;
    const dues = [queue.nextDueMs(nowMs), this.#backoff.dueMs(nowMs)].filter((due) => due !== undefined);
    if (dues.length === 0) return;
    this.#timer = clock.after(Math.min(Math.min(...dues) - nowMs, longestWaitMs), () => this.pump());
  }
}

/** Why a piece of work was taken out of hand. */
class StopRequested extends Error {
  constructor() {
    super('the employee is stopping');
    this.name = 'StopRequested';
  }
}

function cannotDrain(why: string, hint: string): EmployeeError {
  return new EmployeeError('failed', { what: 'cannot work through everything waiting', why, hint });
}
