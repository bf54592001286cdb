import type { AuditEntry } from '../shared/audit.ts';
import { type FinalStatus, finalStatuses, type Task } from '../shared/task.ts';
import type { FinishedTask } from './vault/index.ts';

const kept = 10;

/** The last finished tasks, newest first, for the dashboard: cheap however long the history is. */
export class RecentTasks {
  #tasks: FinishedTask[] = [];
  #loadedIds: readonly string[] = [];

  /** Starts from the last `task_completed` entries, newest first. */
  load(entries: readonly AuditEntry[]): void {
    this.#loadedIds = entries.map(({ task_id }) => task_id).filter((taskId) => taskId !== null);
    this.#tasks = entries.slice(0, kept).map(({ task_id, details, timestamp }) => ({
      title: typeof details.file_name === 'string' ? details.file_name : (task_id ?? 'task'),
      notePath: typeof details.note === 'string' ? details.note : undefined,
      status: finalStatus(details.status),
      at: timestamp,
    }));
  }

  add(task: Task): void {
    const finished: FinishedTask = {
      title: task.context?.file_name ?? task.task_id,
      notePath: task.note,
      status: finalStatus(task.status),
      at: task.completed_at ?? '',
    };
    this.#tasks = [finished, ...this.#tasks].slice(0, kept);
  }

  /** The tasks that were finished last before this start. */
  get taskIds(): readonly string[] {
    return this.#loadedIds;
  }

  get newestFirst(): readonly FinishedTask[] {
    return this.#tasks;
  }
}

function finalStatus(value: unknown): FinalStatus {
  return finalStatuses.find((status) => status === value) ?? 'completed';
}
