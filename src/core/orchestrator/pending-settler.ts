import type { AuditEntry } from '../../shared/audit.ts';
import { type FinalStatus, finalStatuses, type Task, type TaskState } from '../../shared/task.ts';
import type { ActionRunner, EffectJournal } from '../actions/index.ts';
import { type ApprovalDesk, decisionIn, isDecisionAction, signedRequest } from '../approvals/index.ts';
import { type AuditTrail, auditSince } from '../audit/index.ts';
import { type Clock, timestamp } from '../clock/index.ts';
import type { TaskQueue } from '../queue/index.ts';
import { withHistory } from './history.ts';
import type { TaskFinisher } from './task-finisher.ts';
import type { TaskWorker, WorkResult } from './task-worker.ts';

/** Crashes after which a task is given up. */
const maxCrashes = 5;

export interface PendingSettlerDependencies {
  readonly clock: Clock;
  readonly queue: TaskQueue;
  readonly trail: AuditTrail;
  readonly journal: EffectJournal;
  readonly runner: ActionRunner;
  readonly desk: ApprovalDesk;
  readonly worker: TaskWorker;
  readonly finisher: TaskFinisher;
}

/** Why a task in `pending` has nobody who works on it. */
export type Interruption = 'crash' | 'trouble' | 'stop';

/**
 * Puts a task that was left in `pending` where it belongs, from what is on the disk: its entries, its journal, its file. Safe to
 * repeat; every step leaves a state that the next attempt understands.
 */
export class PendingSettler {
  readonly #dependencies: PendingSettlerDependencies;

  constructor(dependencies: PendingSettlerDependencies) {
    this.#dependencies = dependencies;
  }

  async settle(
    taskId: string,
    interruption: Interruption,
    signal: AbortSignal,
  ): Promise<WorkResult | { readonly kind: 'returned' }> {
    const { queue, trail, journal, runner, worker, desk } = this.#dependencies;
    const found = queue.find(taskId);
    if (found === undefined) return { kind: 'finished' };
    if (found.state !== 'pending') return this.#endMove(found.state, found.task);
    const { task } = found;
    const entries = (await trail.findByTask(taskId, undefined, auditSince(task))).toSorted(
      (a, b) => a.seq - b.seq,
    );
    const last = lastTransition(entries);

    if (last?.action === 'task_completed') return this.#complete(task, last);

    const unknown = await runner.noteUnknownOutcome(taskId);
    const work = journal.get(taskId);
    // A call that just turned out to be unknown left after every answer there is: an answer to an earlier one does not cover it.
    const isAnswered = last?.action === 'outcome_resolved' || last?.action === 'hitl_approval_requested';
    if (work && unknown && (unknown.isNew || !isAnswered))
      return worker.parkUnknown({ ...task, plan: work.plan, actions: [...work.actions] }, unknown.action);

    if (last?.action === 'hitl_approval_requested') {
      // Signed, but not parked: show it and park the task.
      if ((await desk.reopen(task)) === undefined) return worker.askAgain(task);
      await queue.park({ ...task, status: task.status ?? 'awaiting_approval' });
      return { kind: 'parked' };
    }
    if (task.status === 'awaiting_approval' && last?.action === 'task_claimed') return worker.askAgain(task);
    if (last && isDecisionAction(last.action)) {
      const settled = await this.#decided(task, last, entries, signal);
      if (settled) return settled;
    }
    if (isFinal(task)) {
      this.#recordClaim(task, last, interruption);
      await this.#dependencies.finisher.conclude(task);
      return { kind: 'finished' };
    }
    if (work && interruption !== 'stop') {
      this.#recordClaim(task, last, interruption);
      const acted: Task = { ...task, plan: work.plan, actions: [...work.actions] };
      return worker.goOn(countCrash(acted, interruption), work.actions, signal);
    }
    return this.#giveBack(task, interruption);
  }

  /** The file has left `pending` already; when the move failed after that, what follows a move is still to be done. */
  async #endMove(
    state: Exclude<TaskState, 'pending'>,
    task: Task,
  ): Promise<WorkResult | { readonly kind: 'returned' }> {
    const { queue, finisher } = this.#dependencies;
    if (!queue.isPending(task.task_id)) return { kind: 'finished' };
    if (state === 'completed') await finisher.complete(task, finalStatus(task.status));
    if (state === 'approvals') await queue.park(task);
    if (state !== 'inbox') return { kind: state === 'completed' ? 'finished' : 'parked' };
    await queue.release(task);
    return { kind: 'returned' };
  }

  /** The claim's entry is not waited for: when a crash took it and the work goes on, it is made up for. */
  #recordClaim(task: Task, last: AuditEntry | undefined, interruption: Interruption): void {
    if (last !== undefined && last.action !== 'task_returned' && last.action !== 'task_retried') return;
    const { source = 'unknown', type = 'unknown', priority = 'normal' } = task;
    this.#dependencies.trail.record({
      action: 'task_claimed',
      taskId: task.task_id,
      details: { source, type, priority, recorded_after: interruption },
    });
  }

  async #complete(task: Task, entry: AuditEntry): Promise<{ readonly kind: 'finished' }> {
    const status = finalStatus(entry.details.status);
    if (task.status === status && task.completed_at) {
      await this.#dependencies.finisher.complete(task, status);
      return { kind: 'finished' };
    }
    // The entry survived, the final content did not: the entry says how it ended.
    const { result, note } = entry.details;
    const final: Task = {
      ...task,
      status,
      completed_at: entry.timestamp,
      result: typeof result === 'string' ? result : status,
      ...(typeof note === 'string' ? { note } : {}),
    };
    await this.#dependencies.queue.save(final);
    await this.#dependencies.finisher.complete(final, status);
    return { kind: 'finished' };
  }

  async #decided(
    task: Task,
    decision: AuditEntry,
    entries: readonly AuditEntry[],
    signal: AbortSignal,
  ): Promise<WorkResult | undefined> {
    const { worker, desk, journal, finisher } = this.#dependencies;
    const request = signedRequest(entries);
    const answer = request && decisionIn(decision, request);
    if (answer === undefined) return undefined;
    await desk.close(task.task_id);
    if (isFinal(task)) {
      await finisher.conclude(task);
      return { kind: 'finished' };
    }
    const done = journal.get(task.task_id)?.actions;
    return worker.settle(done ? { ...task, actions: [...done] } : task, answer, signal);
  }

  async #giveBack(
    task: Task,
    interruption: Interruption,
  ): Promise<WorkResult | { readonly kind: 'returned' }> {
    const { clock, queue, trail, finisher } = this.#dependencies;
    const counted = countCrash(task, interruption);
    if ((counted.crashes ?? 0) >= maxCrashes) {
      const error = `The employee stopped ${counted.crashes} times while working on it`;
      await finisher.finish(counted, { status: 'failed', result: `Failed. ${error}`, error });
      return { kind: 'finished' };
    }
    const returned = withHistory(
      { ...counted, status: 'pending' },
      timestamp(clock),
      'returned',
      interruption,
    );
    await queue.save(returned);
    trail.record({
      action: 'task_returned',
      taskId: task.task_id,
      details: { reason: interruption, crashes: returned.crashes ?? 0 },
    });
    await queue.release(returned);
    return { kind: 'returned' };
  }
}

const transitions = new Set([
  'task_claimed',
  'task_returned',
  'task_retried',
  'task_withdrawn',
  'task_completed',
  'hitl_approval_requested',
]);

/** The content says how the task ended, so that only its note, entry and move may be missing. */
function isFinal(task: Task): boolean {
  return finalStatuses.some((status) => status === task.status) && typeof task.completed_at === 'string';
}

/** The last entry that says where the task stands. A retried task starts over with its `task_retried`. */
function lastTransition(entries: readonly AuditEntry[]): AuditEntry | undefined {
  return entries.findLast(({ action }) => transitions.has(action) || isDecisionAction(action));
}

function countCrash(task: Task, interruption: Interruption): Task {
  return interruption === 'crash' ? { ...task, crashes: (task.crashes ?? 0) + 1 } : task;
}

function finalStatus(value: unknown): FinalStatus {
  return finalStatuses.find((status) => status === value) ?? 'completed';
}
