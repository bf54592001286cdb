import { join } from 'node:path';
import type { TaskState } from '../../shared/task.ts';
import type { Files } from '../files/index.ts';
import { parkedFileName, type QueuePaths, taskFileName } from './queue-paths.ts';

/** From least to most advanced; of two identical copies the later wins. */
const byProgress: readonly TaskState[] = ['inbox', 'pending', 'approvals', 'completed'];

/** Finds a task's file among the state folders by a few look-ups, whatever their size. */
export class StateFolders {
  readonly #files: Files;
  readonly #paths: QueuePaths;

  constructor(files: Files, paths: QueuePaths) {
    this.#files = files;
    this.#paths = paths;
  }

  /** The most advanced place of a task. */
  locate(taskId: string): { readonly state: TaskState; readonly path: string } | undefined {
    for (const state of byProgress.toReversed()) {
      const path = this.pathIn(state, taskId);
      if (path !== undefined) return { state, path };
    }
    return undefined;
  }

  /** The task's file in one state, under either of its names; `undefined` when it is not there. */
  pathIn(state: TaskState, taskId: string): string | undefined {
    return this.#candidates(state, taskId).find((path) => this.#files.exists(path));
  }

  /** States after `state` that hold a file of the task, the next one first. */
  laterCopies(state: TaskState, taskId: string): readonly string[] {
    return byProgress
      .slice(byProgress.indexOf(state) + 1)
      .map((later) => this.pathIn(later, taskId))
      .filter((path) => path !== undefined);
  }

  /** Every file of the task, in whatever state. */
  copies(taskId: string): readonly string[] {
    return byProgress
      .flatMap((state) => this.#candidates(state, taskId))
      .filter((path) => this.#files.exists(path));
  }

  #candidates(state: TaskState, taskId: string): readonly string[] {
    const folder = this.#paths[state];
    // In `approvals` the plain name is the request, not the task.
    if (state === 'approvals') return [join(folder, parkedFileName(taskId))];
    if (state === 'completed') return [join(folder, taskFileName(taskId))];
    return [join(folder, taskFileName(taskId)), join(folder, parkedFileName(taskId))];
  }
}
