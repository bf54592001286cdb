import { join } from 'node:path';
import type { TaskSummary } from '../../shared/api.ts';
import { type Task, type TaskState, taskStates } from '../../shared/task.ts';
import type { Files } from '../files/index.ts';
import { isTaskFileName } from './queue-opening.ts';
import { parkedSuffix, type QueuePaths } from './queue-paths.ts';
import { readTaskFile } from './task-file.ts';

/**
 * The newest `limit` tasks of one state or of all, newest first. Reads only the files it returns; own ids begin with
 * their time, so that their names alone give the order.
 */
export async function listTasks(
  files: Files,
  paths: QueuePaths,
  options: { readonly state?: TaskState | undefined; readonly limit: number },
): Promise<TaskSummary[]> {
  const states = options.state === undefined ? taskStates : [options.state];
  const summaries: TaskSummary[] = [];
  for (const state of states) {
    const newest = new NewestNames(options.limit);
    await files.scan(paths[state], ({ name }) => {
      if (isTaskFileName(name) && (state !== 'approvals' || name.endsWith(parkedSuffix))) newest.add(name);
    });
    for (const name of newest.names()) {
      const file = readTaskFile(files, join(paths[state], name));
      if (file.kind === 'task') summaries.push(summarize(file.task, state));
    }
  }
  return summaries
    .sort((a, b) => ((b.created_at ?? '') < (a.created_at ?? '') ? -1 : 1))
    .slice(0, options.limit);
}

/** Every task of the queue, one after another, without holding more than one. */
export async function* everyTask(files: Files, paths: QueuePaths): AsyncGenerator<Task> {
  for (const state of taskStates) {
    const names: string[] = [];
    await files.scan(paths[state], ({ name }) => {
      if (isTaskFileName(name) && (state !== 'approvals' || name.endsWith(parkedSuffix))) names.push(name);
    });
    for (const name of names) {
      const file = readTaskFile(files, join(paths[state], name));
      if (file.kind === 'task') yield file.task;
    }
  }
}

/** A task as one line of a list. */
export function summarize(task: Task, state: TaskState): TaskSummary {
  return {
    task_id: task.task_id,
    type: task.type ?? 'other',
    priority: task.priority ?? 'normal',
    status: task.status ?? 'pending',
    state,
    created_at: task.created_at ?? null,
    completed_at: task.completed_at ?? null,
    file_name: task.context?.file_name ?? null,
    result: task.result ?? null,
  };
}

/** Keeps the `limit` greatest names of any number of them. */
class NewestNames {
  readonly #limit: number;
  #names: string[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(name: string): void {
    this.#names.push(name);
    if (this.#names.length >= this.#limit * 2 + 1_000) this.#cut();
  }

  names(): readonly string[] {
    this.#cut();
    return this.#names;
  }

  #cut(): void {
    this.#names = this.#names.sort(newestFirst).slice(0, this.#limit);
  }
}

/** Compares file names of tasks: the newest comes first, as far as names tell. */
export function newestFirst(a: string, b: string): number {
  return sortKey(b) < sortKey(a) ? -1 : 1;
}

/** Ids of the original system are random: behind all that carry their time. */
function sortKey(name: string): string {
  return /^\d{8}T\d{9}Z-/.test(name) ? `1${name}` : `0${name}`;
}
