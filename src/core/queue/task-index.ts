import { join } from 'node:path';
import type { TaskPage } from '../../shared/api.ts';
import { taskStates } from '../../shared/task.ts';
import { type Clock, type Timer, TimeSlice } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import { wordsOf } from './folded-text.ts';
import { isTaskFileName } from './queue-opening.ts';
import { idsOfFileName, parkedSuffix } from './queue-paths.ts';
import { sortInSlices } from './sort-in-slices.ts';
import { readTaskFile } from './task-file.ts';
import { newestFirst, summarize } from './task-listing.ts';
import type { TaskQueue } from './task-queue.ts';
import { type TaskFilter, TaskRows } from './task-rows.ts';

/** A window that is closed needs no rows. */
const keptUnusedMs = 600_000;
/** The first answer waits for the first rows, but no longer than this. */
const slicesOfFirstAnswer = 3;
/** Changed tasks are read before a page is given, but not for longer than this; the others follow in the background. */
const freshenMs = 6;

export interface TaskIndexDependencies {
  readonly files: Files;
  readonly clock: Clock;
  readonly queue: Pick<TaskQueue, 'paths' | 'find' | 'onChange'>;
  readonly failed: (error: unknown) => void;
}

export interface TaskQuestion extends Omit<TaskFilter, 'words'> {
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

/**
 * Every task of the queue as a table in memory. It is built at the first question, the newest tasks first, in slices that
 * leave the event loop free; then the queue tells what changed. Ten minutes without a question let go of it.
 */
export class TaskIndex {
  readonly #dependencies: TaskIndexDependencies;
  #live: LiveIndex | undefined;
  #release: Timer | undefined;

  constructor(dependencies: TaskIndexDependencies) {
    this.#dependencies = dependencies;
  }

  /** A page of the tasks that match, as far as the index has come. */
  async page({ text, offset, limit, ...lists }: TaskQuestion): Promise<TaskPage> {
    this.#release?.cancel();
    this.#release = this.#dependencies.clock.after(keptUnusedMs, () => this.close());
    this.#live ??= new LiveIndex(this.#dependencies);
    const live = this.#live;
    await live.freshen();
    const slice = new TimeSlice();
    const page = await live.rows.page({ ...lists, words: wordsOf(text) }, offset, limit, () => slice.pause());
    return { ...page, complete: live.isComplete };
  }

  /** Lets go of everything; the next question builds it anew. */
  close(): void {
    this.#release?.cancel();
    this.#live?.close();
    this.#live = undefined;
  }
}

class LiveIndex {
  readonly rows = new TaskRows();
  readonly #dependencies: TaskIndexDependencies;
  readonly #changed = new Set<string>();
  readonly #abort = new AbortController();
  readonly #unlisten: () => void;
  readonly #begun = Promise.withResolvers<void>();
  #foldersChanged = true;
  #working: Promise<void> | undefined;

  constructor(dependencies: TaskIndexDependencies) {
    this.#dependencies = dependencies;
    this.#unlisten = dependencies.queue.onChange((taskIds) => {
      for (const taskId of taskIds) this.#changed.add(taskId);
      if (taskIds.length === 0) this.#foldersChanged = true;
    });
  }

  get isComplete(): boolean {
    return this.#working === undefined;
  }

  /** Reads what changed, within bounds, and goes on in the background where that is not enough. */
  async freshen(): Promise<void> {
    const untilMs = performance.now() + freshenMs;
    for (const taskId of this.#changed) {
      if (performance.now() > untilMs) break;
      this.#readAgain(taskId);
    }
    if (this.#working === undefined && (this.#foldersChanged || this.#changed.size > 0)) {
      this.#working = this.#work(this.#abort.signal)
        .catch((error: unknown) => {
          this.#foldersChanged = true;
          if (!this.#abort.signal.aborted) this.#dependencies.failed(error);
        })
        .finally(() => {
          this.#working = undefined;
          this.#begun.resolve();
        });
    }
    await this.#begun.promise;
  }

  close(): void {
    this.#unlisten();
    this.#abort.abort(new Error('nobody looks at the tasks any more'));
    this.#begun.resolve();
  }

  async #work(signal: AbortSignal): Promise<void> {
    const slice = new TimeSlice();
    let pauses = 0;
    const pause = async () => {
      if (!(await slice.pause(signal))) return;
      // A small queue is there in the first answer; a large one does not keep it waiting.
      pauses += 1;
      if (this.rows.size > 0 || pauses === slicesOfFirstAnswer) this.#begun.resolve();
    };
    while (this.#foldersChanged || this.#changed.size > 0) {
      if (this.#foldersChanged) await this.#compareFolders(pause, signal);
      for (const taskId of this.#changed) {
        this.#readAgain(taskId);
        await pause();
      }
    }
  }

  /** Reads the files that the rows do not have, and drops the rows that have no file any more. */
  async #compareFolders(pause: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const { files, queue } = this.#dependencies;
    this.#foldersChanged = false;
    const present = new Set<string>();
    for (const state of taskStates) {
      const names: string[] = [];
      const visit = ({ name }: { readonly name: string }) => {
        if (!isTaskFileName(name) || (state === 'approvals' && !name.endsWith(parkedSuffix))) return;
        const ids = idsOfFileName(name);
        for (const id of ids) present.add(id);
        if (!ids.some((id) => this.rows.state(id) === state)) names.push(name);
      };
      await files.scan(queue.paths[state], visit, signal);
      for (const name of await sortInSlices(names, newestFirst, pause)) {
        const file = readTaskFile(files, join(queue.paths[state], name));
        if (file.kind === 'task') this.rows.put(summarize(file.task, state));
        await pause();
      }
    }
    for (const taskId of [...this.rows.ids()]) {
      if (!present.has(taskId)) this.#changed.add(taskId);
      await pause();
    }
  }

  #readAgain(taskId: string): void {
    this.#changed.delete(taskId);
    const found = this.#dependencies.queue.find(taskId);
    if (found) this.rows.put(summarize(found.task, found.state));
    else this.rows.remove(taskId);
  }
}
