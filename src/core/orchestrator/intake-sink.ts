import type { Task } from '../../shared/task.ts';
import { type AuditTrail, auditSince } from '../audit/index.ts';
import { type Clock, type Gate, timestamp } from '../clock/index.ts';
import type { Drop, Refusal, TaskSink } from '../intake/index.ts';
import { type NewTask, type TaskQueue, textDigest } from '../queue/index.ts';
import { withHistory } from './history.ts';

export interface IntakeSinkDependencies {
  readonly clock: Clock;
  readonly queue: TaskQueue;
  readonly trail: AuditTrail;
  /** Ends a task that was not begun. */
  readonly withdraw: (taskId: string, reason: string) => Promise<boolean>;
  /** Who holds it sees no task of which only the entry or only the file is there. */
  readonly gate: Gate;
  /** Told after new tasks are durably in the inbox. */
  readonly added: () => void;
}

/** Turns drops into tasks. The entry comes first, then the file: a drop taken again after a kill finds its entry and gets no second one. */
export class IntakeSink implements TaskSink {
  readonly #dependencies: IntakeSinkDependencies;
  readonly #recorded = new Set<string>();

  constructor(dependencies: IntakeSinkDependencies) {
    this.#dependencies = dependencies;
  }

  accept(drops: readonly Drop[]): Promise<void> {
    return this.#dependencies.gate.pass(() => this.#accept(drops));
  }

  async #accept(drops: readonly Drop[]): Promise<void> {
    const { trail, queue, added } = this.#dependencies;
    const missing = drops.filter(
      ({ taskId }) => (queue.locate(taskId)?.state ?? 'inbox') === 'inbox' && !queue.isWaiting(taskId),
    );
    for (const drop of missing) {
      if (this.#recorded.has(drop.taskId)) continue;
      if (!(await this.#wasRecorded(drop))) this.#record(drop);
      this.#recorded.add(drop.taskId);
    }
    await trail.commit();
    await queue.add(missing.map((drop) => this.#newTask(drop)));
    for (const { taskId } of missing) this.#recorded.delete(taskId);
    added();
  }

  async refuse(refusal: Refusal): Promise<void> {
    const { queue, trail } = this.#dependencies;
    if (!(await queue.quarantine.refuse(refusal))) return;
    trail.record({
      action: 'drop_refused',
      result: 'failure',
      details: { path: refusal.path, sha256: refusal.sha256 ?? null },
      error: refusal.reason,
    });
    await trail.commit();
  }

  withdraw(taskId: string, supersededBy: string): Promise<boolean> {
    return this.#dependencies.withdraw(taskId, `its file changed; ${supersededBy} takes its place`);
  }

  exists(taskId: string): boolean {
    return this.#dependencies.queue.locate(taskId) !== undefined;
  }

  /** A kill may have come between the entry and the file. */
  async #wasRecorded({ retaken, taskId }: Drop): Promise<boolean> {
    if (!retaken) return false;
    // Ids begin with the UTC day on which they were given.
    const since = auditSince({ created_at: taskId.replace(/^(\d{4})(\d\d)(\d\d)T.*$/, '$1-$2-$3') });
    return (await this.#dependencies.trail.findByTask(taskId, ['task_created'], since)).length > 0;
  }

  #record(drop: Drop): void {
    this.#dependencies.trail.record({
      action: 'task_created',
      taskId: drop.taskId,
      details: {
        source: 'filesystem_watcher',
        file_name: drop.context.file_name,
        sha256: drop.context.sha256,
        priority: drop.priority,
        ...(drop.supersedes ? { supersedes: drop.supersedes } : {}),
      },
    });
  }

  #newTask(drop: Drop): NewTask {
    const at = timestamp(this.#dependencies.clock);
    const textDigestOfDrop = drop.fullText === undefined ? {} : { text_sha256: textDigest(drop.fullText) };
    const task: Task = {
      task_id: drop.taskId,
      schema: 2,
      created_at: drop.createdAt,
      source: 'filesystem_watcher',
      type: 'file_process',
      priority: drop.priority,
      context: { ...drop.context, ...textDigestOfDrop },
      required_skills: ['planning_skills'],
      hitl_required: false,
      status: 'pending',
      completed_at: null,
      result: null,
      ...(drop.supersedes ? { supersedes: drop.supersedes } : {}),
      attempts: 0,
    };
    return {
      task: withHistory(task, at, 'created', drop.empty ? 'The file is empty' : undefined),
      fullText: drop.fullText,
    };
  }
}
