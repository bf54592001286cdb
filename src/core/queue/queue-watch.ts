import type { Clock, Timer } from '../clock/index.ts';
import type { Closable, Files } from '../files/index.ts';
import type { Noticed } from './foreign-changes.ts';
import { isTaskFileName } from './queue-opening.ts';
import type { TaskQueue } from './task-queue.ts';

/** A file written by someone else may not be whole yet: looked at this long after its last change. */
const settleMs = 150;
const recountMs = 1_000;

export interface QueueWatchDependencies {
  readonly files: Files;
  readonly clock: Clock;
  readonly queue: TaskQueue;
  /** How often the small folders are compared with the index, in case events were missed. */
  readonly reconcileMs: number;
  readonly noticed: (state: 'inbox' | 'pending', fileName: string, what: Noticed) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Notices what people and scripts do in the queue's folders while the employee runs. Its own changes cost it a
 * look at a map; foreign ones in `completed` cost a recount in slices, at most once a second.
 */
export class QueueWatch {
  readonly #dependencies: QueueWatchDependencies;
  readonly #watchers: Closable[] = [];
  readonly #timers = new Map<string, Timer>();
  readonly #abort = new AbortController();
  readonly #folderTimes = new Map<string, number>();
  #recount: Timer | undefined;
  #reconcile: Timer | undefined;

  constructor(dependencies: QueueWatchDependencies) {
    this.#dependencies = dependencies;
  }

  start(): void {
    const { files, queue, failed } = this.#dependencies;
    for (const state of ['inbox', 'pending'] as const) {
      this.#watchers.push(files.watch(queue.paths[state], (name) => this.#changed(state, name), failed));
    }
    this.#watchers.push(files.watch(queue.paths.completed, (name) => this.#completedChanged(name), failed));
    this.#armReconcile();
  }

  stop(): void {
    this.#abort.abort();
    for (const watcher of this.#watchers.splice(0)) watcher.close();
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
    this.#recount?.cancel();
    this.#reconcile?.cancel();
  }

  /** Compares the small folders with the index now. */
  reconcile(): void {
    for (const state of ['inbox', 'pending'] as const) this.#compare(state);
  }

  #changed(state: 'inbox' | 'pending', name: string | null): void {
    if (name === null) {
      this.#compare(state);
      return;
    }
    if (!isTaskFileName(name)) return;
    const key = `${state}/${name}`;
    if (this.#timers.has(key) || this.#isOwn(state, name)) return;
    this.#timers.set(
      key,
      this.#dependencies.clock.after(settleMs, () => {
        this.#timers.delete(key);
        if (!this.#isOwn(state, name)) void this.#look(state, name);
      }),
    );
  }

  /** Whether the folder and the index already agree about a name, so that there is nothing to look at. */
  #isOwn(state: 'inbox' | 'pending', name: string): boolean {
    const { queue, files } = this.#dependencies;
    const known = queue.knows(state, name);
    return known === files.exists(`${queue.paths[state]}/${name}`);
  }

  async #look(state: 'inbox' | 'pending', name: string): Promise<void> {
    const { queue, noticed, failed } = this.#dependencies;
    try {
      noticed(state, name, await queue.noticed(state, name));
    } catch (error) {
      failed(error);
    }
  }

  #completedChanged(name: string | null): void {
    const { queue } = this.#dependencies;
    if (name !== null && (!isTaskFileName(name) || queue.ownsCompleted(name))) return;
    this.#armRecount();
  }

  #armRecount(): void {
    this.#recount ??= this.#dependencies.clock.after(recountMs, () => {
      this.#recount = undefined;
      this.#count().catch((error: unknown) => {
        if (!this.#abort.signal.aborted) this.#dependencies.failed(error);
      });
    });
  }

  async #count(): Promise<void> {
    const { files, queue } = this.#dependencies;
    const before = queue.counts().completed;
    let count = 0;
    await files.scan(
      queue.paths.completed,
      ({ name }) => {
        if (isTaskFileName(name)) count += 1;
      },
      this.#abort.signal,
    );
    // Own completions during the count make it inexact: count again, later.
    if (queue.counts().completed === before) queue.setCompletedCount(count);
    else this.#armRecount();
  }

  #compare(state: 'inbox' | 'pending'): void {
    const { files, queue } = this.#dependencies;
    const present = new Set(files.names(queue.paths[state]).filter(isTaskFileName));
    for (const name of queue.fileNames(state)) present.add(name);
    for (const name of present) this.#changed(state, name);
  }

  #armReconcile(): void {
    const { clock, files, queue, reconcileMs, failed } = this.#dependencies;
    this.#reconcile = clock.after(reconcileMs, () => {
      try {
        for (const state of ['inbox', 'pending'] as const) {
          const modifiedMs = files.stat(queue.paths[state])?.modifiedMs ?? 0;
          if (this.#folderTimes.get(state) !== modifiedMs) this.#compare(state);
          this.#folderTimes.set(state, modifiedMs);
        }
      } catch (error) {
        failed(error);
      }
      this.#armReconcile();
    });
  }
}
