import { join } from 'node:path';
import { type ApprovalDesk, taskOfRequest } from '../approvals/index.ts';
import type { AuditTrail } from '../audit/index.ts';
import type { Files } from '../files/index.ts';
import type { TaskQueue } from '../queue/index.ts';

export interface StrayRequestsDependencies {
  readonly files: Files;
  readonly queue: TaskQueue;
  readonly desk: ApprovalDesk;
  readonly trail: AuditTrail;
}

/** Files in `approvals` for which no task waits. None stays there unsaid: a signed request is closed, any other is set aside. */
export class StrayRequests {
  readonly #dependencies: StrayRequestsDependencies;

  constructor(dependencies: StrayRequestsDependencies) {
    this.#dependencies = dependencies;
  }

  /** Looks at the whole folder. */
  async settleAll(): Promise<void> {
    const { files, queue } = this.#dependencies;
    await this.settle(files.names(queue.paths.approvals));
  }

  /** Looks at files of the folder by their names. */
  async settle(names: readonly string[]): Promise<void> {
    const { files, queue, desk } = this.#dependencies;
    const folder = queue.paths.approvals;
    const strays = names.flatMap((name) => {
      const taskId = taskOfRequest(name);
      const isStray =
        taskId !== undefined && this.#isGone(taskId) && files.stat(join(folder, name))?.kind === 'file';
      return isStray ? [{ taskId, path: join(folder, name) }] : [];
    });
    const tasks = [...new Set(strays.map(({ taskId }) => taskId))].map((taskId) => ({ task_id: taskId }));
    const unsigned = await desk.reopenAll(tasks);
    for (const { taskId, path } of strays)
      if (unsigned.some((task) => task.task_id === taskId)) await this.#setAside(path);
  }

  /** Nothing can come of its request any more: the task is finished, or nowhere. */
  #isGone(taskId: string): boolean {
    const { desk, queue } = this.#dependencies;
    return desk.get(taskId) === undefined && (queue.locate(taskId)?.state ?? 'completed') === 'completed';
  }

  async #setAside(path: string): Promise<void> {
    const { queue, trail } = this.#dependencies;
    const reason = 'no task waits for this approval, and none was asked for';
    const name = await queue.setAside(path, reason);
    trail.record({
      action: 'task_quarantined',
      result: 'failure',
      details: { file_name: name },
      error: reason,
    });
    await trail.commit();
  }
}
