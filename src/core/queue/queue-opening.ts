import { join } from 'node:path';
import type { Task } from '../../shared/task.ts';
import { nextTurn } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import type { Quarantine } from './quarantine.ts';
import { parkedSuffix, type QueuePaths } from './queue-paths.ts';
import type { StateFolders } from './state-folders.ts';
import { readTaskFile } from './task-file.ts';

/** A task and the name of its file. */
export interface FoundTask {
  readonly fileName: string;
  readonly task: Task;
}

/** What the state folders hold at the start, after duplicates are settled and unusable files set aside. */
export interface FoundQueue {
  readonly inbox: readonly FoundTask[];
  readonly pending: readonly FoundTask[];
  readonly parked: readonly FoundTask[];
  readonly completedCount: number;
  readonly quarantined: readonly { readonly fileName: string; readonly reason: string }[];
}

/** Reads the queue at the start. Costs a look at each waiting task, and only a listing of the completed ones. */
export class QueueOpening {
  readonly #files: Files;
  readonly #paths: QueuePaths;
  readonly #folders: StateFolders;
  readonly #quarantine: Quarantine;
  readonly #quarantined: { fileName: string; reason: string }[] = [];

  constructor(files: Files, paths: QueuePaths, folders: StateFolders, quarantine: Quarantine) {
    this.#files = files;
    this.#paths = paths;
    this.#folders = folders;
    this.#quarantine = quarantine;
  }

  async read(): Promise<FoundQueue> {
    for (const folder of Object.values(this.#paths)) await this.#files.ensureFolder(folder);
    for (const state of ['inbox', 'pending', 'approvals'] as const)
      await this.#files.removeLeftovers(this.#paths[state]);
    const completedCount = await this.#countCompleted();
    this.#quarantine.recount();
    return {
      inbox: await this.#tasksIn('inbox', () => true),
      pending: await this.#tasksIn('pending', () => true),
      parked: await this.#tasksIn('approvals', (name) => name.endsWith(parkedSuffix)),
      completedCount,
      quarantined: this.#quarantined,
    };
  }

  async #countCompleted(): Promise<number> {
    const leftovers: string[] = [];
    let count = 0;
    await this.#files.scan(this.#paths.completed, ({ name }) => {
      if (isTaskFileName(name)) count += 1;
      else if (name.startsWith('.tmp-')) leftovers.push(name);
    });
    for (const name of leftovers) await this.#files.remove(join(this.#paths.completed, name));
    return count;
  }

  async #tasksIn(
    state: 'inbox' | 'pending' | 'approvals',
    wanted: (name: string) => boolean,
  ): Promise<FoundTask[]> {
    const names: string[] = [];
    await this.#files.scan(this.#paths[state], ({ name }) => {
      if (isTaskFileName(name) && wanted(name)) names.push(name);
    });
    const found: FoundTask[] = [];
    const seen = new Set<string>();
    for (const [index, fileName] of names.sort().entries()) {
      if (index % 64 === 63) await nextTurn();
      const task = await this.#admit(state, fileName, seen);
      if (task !== undefined) found.push({ fileName, task });
    }
    return found;
  }

  /** The task in a state folder, unless it is unusable or a copy of one that is further on. */
  async #admit(
    state: 'inbox' | 'pending' | 'approvals',
    fileName: string,
    seen: Set<string>,
  ): Promise<Task | undefined> {
    const path = join(this.#paths[state], fileName);
    const file = readTaskFile(this.#files, path);
    if (file.kind === 'missing') return undefined;
    if (file.kind === 'unusable') return this.#setAside(path, fileName, file.reason);
    const taskId = file.task.task_id;
    if (seen.has(taskId)) return this.#setAside(path, fileName, `${state} holds the task ${taskId} twice`);
    seen.add(taskId);
    const [later] = this.#folders.laterCopies(state, taskId);
    if (later === undefined) return file.task;
    const other = this.#files.read(later, file.bytes.byteLength);
    if (other?.equals(file.bytes)) {
      // A move that was finished but for removing its source.
      await this.#files.remove(path);
      return undefined;
    }
    return this.#setAside(path, fileName, `a different file of the task ${taskId} is further on: ${later}`);
  }

  async #setAside(path: string, fileName: string, reason: string): Promise<undefined> {
    await this.#quarantine.take(path, reason);
    this.#quarantined.push({ fileName, reason });
    return undefined;
  }
}

/** Whether a name in a state folder stands for a task, in whatever case; temporary and hidden files and notes do not. */
export function isTaskFileName(name: string): boolean {
  return /\.json$/i.test(name) && !name.startsWith('.');
}
