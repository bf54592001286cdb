import { join } from 'node:path';
import type { Task } from '../../shared/task.ts';
import type { Files } from '../files/index.ts';
import type { Quarantine } from './quarantine.ts';
import type { QueueIndex } from './queue-index.ts';
import type { QueuePaths } from './queue-paths.ts';
import type { StateFolders } from './state-folders.ts';
import { readTaskFile } from './task-file.ts';
import { waitingTask } from './waiting-list.ts';

/** What came of looking at a changed name in a state folder. */
export type Noticed =
  | { readonly kind: 'known' }
  | { readonly kind: 'added'; readonly task: Task }
  | { readonly kind: 'removed'; readonly taskId: string }
  | { readonly kind: 'quarantined'; readonly reason: string };

export interface ForeignChangesDependencies {
  readonly files: Files;
  readonly paths: QueuePaths;
  readonly folders: StateFolders;
  readonly index: QueueIndex;
  readonly quarantine: Quarantine;
}

/** Brings the index up to date with task files that someone else put into `inbox` or `pending`, or removed. */
export class ForeignChanges {
  readonly #dependencies: ForeignChangesDependencies;

  constructor(dependencies: ForeignChangesDependencies) {
    this.#dependencies = dependencies;
  }

  /** Looks at one name. A copy of a known task is removed; a different file of the same task is set aside. */
  async notice(state: 'inbox' | 'pending', fileName: string): Promise<Noticed> {
    const { files, paths, folders, index } = this.#dependencies;
    const path = join(paths[state], fileName);
    const file = readTaskFile(files, path);
    if (file.kind === 'missing') return this.#removed(state, fileName);
    if (file.kind === 'unusable') return this.#setAside(path, file.reason);
    const { task } = file;
    const others = folders.copies(task.task_id).filter((copy) => copy !== path);
    if (others.some((copy) => files.read(copy, file.bytes.byteLength)?.equals(file.bytes))) {
      await files.remove(path);
      return { kind: 'known' };
    }
    if (others.length > 0) {
      const reason = `a different file of the task ${task.task_id} exists already: ${others.join(', ')}`;
      return this.#setAside(path, reason);
    }
    const known =
      state === 'inbox' ? index.waiting.get(task.task_id)?.fileName : index.pending.get(task.task_id);
    if (known !== undefined && known !== fileName && files.exists(join(paths[state], known)))
      return this.#setAside(path, `${state} holds the task ${task.task_id} twice: ${known}`);
    if (index.taskIn(state, fileName) !== undefined) return { kind: 'known' };
    if (state === 'inbox') index.waiting.add(waitingTask(task, fileName));
    else index.pending.set(task.task_id, fileName);
    index.changed(task.task_id);
    return { kind: 'added', task };
  }

  async #setAside(path: string, reason: string): Promise<Noticed> {
    await this.#dependencies.quarantine.take(path, reason);
    this.#dependencies.index.changed();
    return { kind: 'quarantined', reason };
  }

  #removed(state: 'inbox' | 'pending', fileName: string): Noticed {
    const { index } = this.#dependencies;
    const taskId = index.taskIn(state, fileName);
    if (taskId === undefined) return { kind: 'known' };
    if (state === 'inbox') index.waiting.remove(taskId);
    else index.pending.delete(taskId);
    index.changed(taskId);
    return { kind: 'removed', taskId };
  }
}
