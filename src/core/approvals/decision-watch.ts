import { join } from 'node:path';
import type { Clock, Timer } from '../clock/index.ts';
import type { Closable, Files } from '../files/index.ts';
import { canonicalDecisionName, decidedTask, taskOfRequest } from './decision-files.ts';

/** An editor or a copy may still be writing the decision file. */
const settleMs = 120;

export interface DecisionWatchDependencies {
  readonly files: Files;
  readonly clock: Clock;
  /** `task_queue/approvals`. */
  readonly folder: string;
  /** The open requests by task. */
  readonly open: ReadonlyMap<string, unknown>;
  /** Reads what the folder says about the task's request, and follows it. */
  readonly look: (taskId: string) => Promise<unknown>;
  /** Told of file names that stand for a request which is not open. */
  readonly stray: (name: string) => Promise<unknown>;
  readonly failed: (error: unknown) => void;
}

/**
 * Notices decisions that people make by renaming files, and has each request looked at once its files are settled.
 * Between `stop` and `start` nothing is looked at.
 */
export class DecisionWatch {
  readonly #dependencies: DecisionWatchDependencies;
  readonly #looks = new Map<string, Timer>();
  #watcher: Closable | undefined;

  constructor(dependencies: DecisionWatchDependencies) {
    this.#dependencies = dependencies;
  }

  /** Begins to watch; what was decided before is looked at too. */
  start(): void {
    const { files, folder, failed } = this.#dependencies;
    this.#watcher = files.watch(folder, (name) => this.#noticed(name), failed);
    this.#lookAtAll();
  }

  stop(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    for (const look of this.#looks.values()) look.cancel();
    this.#looks.clear();
  }

  /** Compares the folder with the open requests, in case the system told nothing. */
  reconcile(): void {
    const { files, folder } = this.#dependencies;
    for (const name of files.names(folder)) this.#noticed(name);
  }

  /** Has a request looked at after `delayMs`; one that is due already is not asked for twice. */
  look(taskId: string, delayMs = settleMs): void {
    if (this.#watcher === undefined || this.#looks.has(taskId)) return;
    const { clock, open, look, failed } = this.#dependencies;
    const due = clock.after(delayMs, () => {
      this.#looks.delete(taskId);
      if (open.has(taskId)) look(taskId).catch(failed);
    });
    this.#looks.set(taskId, due);
  }

  #lookAtAll(): void {
    for (const taskId of this.#dependencies.open.keys()) this.look(taskId);
  }

  #noticed(name: string | null): void {
    if (name === null) {
      this.#lookAtAll();
      return;
    }
    const { files, folder, open, failed } = this.#dependencies;
    const canonical = canonicalDecisionName(name);
    if (canonical !== name && open.has(decidedTask(canonical) ?? '')) {
      // Written in capitals it is meant just the same; the rename is noticed again.
      files.move(join(folder, name), join(folder, canonical), 'never').catch(failed);
      return;
    }
    const taskId = decidedTask(name) ?? this.#removed(name);
    if (taskId !== undefined && open.has(taskId)) this.look(taskId);
    else if (!open.has(taskOfRequest(name) ?? '')) this.#lookAtStray(name);
  }

  /** The task whose request, or parked file, is not there any more. */
  #removed(name: string): string | undefined {
    const { files, folder, open } = this.#dependencies;
    const [, taskId = ''] = /^(.+?)(?:_task)?\.json$/.exec(name) ?? [];
    return open.has(taskId) && !files.exists(join(folder, name)) ? taskId : undefined;
  }

  #lookAtStray(name: string): void {
    const { clock, files, folder, stray, failed } = this.#dependencies;
    if (taskOfRequest(name) === undefined || this.#looks.has(name) || !files.exists(join(folder, name)))
      return;
    const due = clock.after(settleMs, () => {
      this.#looks.delete(name);
      stray(name).catch(failed);
    });
    this.#looks.set(name, due);
  }
}
