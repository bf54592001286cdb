import { join } from 'node:path';
import { EmployeeError } from '../../shared/errors.ts';
import type { FinalStatus, Task, TaskState } from '../../shared/task.ts';
import type { Clock } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import { ForeignChanges, type Noticed } from './foreign-changes.ts';
import { Quarantine } from './quarantine.ts';
import { type QueueCounts, QueueIndex } from './queue-index.ts';
import { QueueOpening } from './queue-opening.ts';
import { parkedFileName, type QueuePaths, taskFileName } from './queue-paths.ts';
import { StateFolders } from './state-folders.ts';
import { readTaskFile, serializeTask } from './task-file.ts';
import { TextStore } from './text-store.ts';
import { type WaitingTask, waitingTask } from './waiting-list.ts';

export interface TaskQueueDependencies {
  readonly files: Files;
  readonly clock: Clock;
  readonly paths: QueuePaths;
  /** What was finished today before this start, from the audit trail. */
  readonly today: { readonly completed: number; readonly failed: number };
}

/** A new task with the text it was made from, when that does not fit the task file. */
export interface NewTask {
  readonly task: Task;
  readonly fullText?: string | undefined;
}

/**
 * The tasks and the folders they lie in. Every transition is durable when its promise resolves; counts and the next task come
 * from an index rebuilt at the start, so that nothing here grows with the number of finished tasks.
 *
 * Invariant: the caller holds the workspace lock; only foreign changes come from elsewhere (`noticed`).
 */
export class TaskQueue {
  readonly paths: QueuePaths;
  readonly quarantine: Quarantine;
  readonly texts: TextStore;
  readonly #files: Files;
  readonly #clock: Clock;
  readonly #folders: StateFolders;
  readonly #index: QueueIndex;
  readonly #foreign: ForeignChanges;
  readonly #moveListeners = new Set<(taskId: string) => void>();

  private constructor(dependencies: TaskQueueDependencies) {
    this.#files = dependencies.files;
    this.#clock = dependencies.clock;
    this.paths = dependencies.paths;
    this.#index = new QueueIndex(dependencies.clock, dependencies.today);
    this.#folders = new StateFolders(dependencies.files, dependencies.paths);
    this.quarantine = new Quarantine(dependencies.files, dependencies.clock, dependencies.paths.quarantine);
    this.texts = new TextStore(dependencies.files, dependencies.paths.texts);
    this.#foreign = new ForeignChanges({
      files: dependencies.files,
      paths: dependencies.paths,
      folders: this.#folders,
      index: this.#index,
      quarantine: this.quarantine,
    });
  }

  /** Reads the state folders. `pending` and `parked` are for recovery to settle; `quarantined` for the trail. */
  static async open(dependencies: TaskQueueDependencies): Promise<{
    readonly queue: TaskQueue;
    readonly pending: readonly Task[];
    readonly parked: readonly Task[];
    readonly quarantined: readonly { readonly fileName: string; readonly reason: string }[];
  }> {
    const queue = new TaskQueue(dependencies);
    const found = await new QueueOpening(queue.#files, queue.paths, queue.#folders, queue.quarantine).read();
    for (const { task, fileName } of found.inbox) queue.#index.waiting.add(waitingTask(task, fileName));
    for (const { task, fileName } of found.pending) queue.#index.pending.set(task.task_id, fileName);
    for (const { task } of found.parked) queue.#index.park(task);
    queue.#index.completed = found.completedCount;
    return {
      queue,
      pending: found.pending.map(({ task }) => task),
      parked: found.parked.map(({ task }) => task),
      quarantined: found.quarantined,
    };
  }

  counts(): QueueCounts {
    return { ...this.#index.counts(), quarantine: this.quarantine.count };
  }

  /** Calls `listener` after each change with the tasks that changed, as far as they are known. Returns how to stop that. */
  onChange(listener: (taskIds: readonly string[]) => void): () => void {
    return this.#index.onChange(listener);
  }

  /**
   * Calls `listener` right before the file of a task appears, moves or goes; `onChange` tells it only once it is durable.
   * Returns how to stop that.
   */
  onMove(listener: (taskId: string) => void): () => void {
    this.#moveListeners.add(listener);
    return () => void this.#moveListeners.delete(listener);
  }

  /** The most advanced place of a task. */
  locate(taskId: string): { readonly state: TaskState; readonly path: string } | undefined {
    return this.#folders.locate(taskId);
  }

  /** A task wherever it is; `undefined` when there is none of that id. */
  find(taskId: string): { readonly state: TaskState; readonly task: Task } | undefined {
    const place = this.locate(taskId);
    if (place === undefined) return undefined;
    const file = readTaskFile(this.#files, place.path);
    return file.kind === 'task' ? { state: place.state, task: file.task } : undefined;
  }

  /** Puts new tasks into the inbox: one fsync a file, one for the folder. They can be begun once all are there. */
  async add(tasks: readonly NewTask[]): Promise<void> {
    // A person may have removed the empty folder.
    await this.#files.ensureFolder(this.paths.inbox);
    await inParallel(tasks, async ({ task, fullText }) => {
      this.#moves(task.task_id);
      if (fullText !== undefined) await this.texts.keep(task.task_id, fullText);
      await this.#files.create(this.#path('inbox', task), serializeTask(task), { folder: 'never' });
    });
    await this.#files.folders.now(this.paths.inbox);
    for (const { task } of tasks) this.#index.waiting.add(waitingTask(task, taskFileName(task.task_id)));
    this.#index.changed(...tasks.map(({ task }) => task.task_id));
  }

  /** The next task by order of work that may be begun at `nowMs`; it stays where it is. */
  next(nowMs = this.#clock.now()): WaitingTask | undefined {
    return this.#index.waiting.peek(nowMs);
  }

  /** Any waiting task that fits, past the order of work; looks at all of them. */
  nextWhere(fits: (taskId: string) => boolean): WaitingTask | undefined {
    for (const entry of this.#index.waiting.values()) if (fits(entry.taskId)) return entry;
    return undefined;
  }

  /** When the earliest task that waits out a backoff at `nowMs` may be begun. */
  nextDueMs(nowMs: number): number | undefined {
    return this.#index.waiting.nextDueMs(nowMs);
  }

  /**
   * Moves a waiting task to `pending`. Not synced: after a power loss it waits again, and no effect was made. A file that
   * became unusable is set aside.
   */
  async claim(entry: WaitingTask): Promise<Claim> {
    const from = join(this.paths.inbox, entry.fileName);
    // Out of the list before anything else can ask for the next task.
    this.#index.waiting.remove(entry.taskId);
    try {
      const file = readTaskFile(this.#files, from);
      if (file.kind === 'missing') return { kind: 'gone' };
      if (file.kind === 'unusable') {
        await this.quarantine.take(from, file.reason);
        return file;
      }
      this.#index.pending.set(entry.taskId, taskFileName(entry.taskId));
      this.#moves(entry.taskId);
      const moved = await this.#files.move(from, this.#path('pending', file.task), 'never');
      if (moved === 'moved') return { kind: 'claimed', task: file.task };
      this.#index.pending.delete(entry.taskId);
      return { kind: 'gone' };
    } catch (error) {
      this.#index.pending.delete(entry.taskId);
      this.#index.waiting.add(entry);
      throw error;
    } finally {
      this.#index.changed(entry.taskId);
    }
  }

  /** Replaces the content of a task in `pending`, durably, before the entry that reports it. */
  async save(task: Task): Promise<void> {
    const fileName = this.#index.pending.get(task.task_id);
    if (fileName === undefined) throw notPending(task.task_id);
    // No folder sync: recovery completes a task from its entry even if this rename was lost with the power.
    await this.#files.write(join(this.paths.pending, fileName), serializeTask(task), { folder: 'never' });
    this.#index.changed(task.task_id);
  }

  /** Moves a task whose final content is saved to `completed`. */
  async complete(taskId: string, status: FinalStatus): Promise<void> {
    this.#index.expectCompletion(taskFileName(taskId));
    await this.#leavePending(taskId, 'completed', taskFileName(taskId));
    this.#index.addEnding(status);
    await this.texts.drop(taskId);
    this.#index.changed(taskId);
  }

  /** Moves a saved task back to the inbox. */
  async release(task: Task): Promise<void> {
    const fileName = taskFileName(task.task_id);
    await this.#leavePending(task.task_id, 'inbox', fileName);
    this.#index.waiting.add(waitingTask(task, fileName));
    this.#index.changed(task.task_id);
  }

  /** Moves a saved task beside its approval request. */
  async park(task: Task): Promise<void> {
    await this.#leavePending(task.task_id, 'approvals', parkedFileName(task.task_id));
    this.#index.park(task);
    this.#index.changed(task.task_id);
  }

  /** Moves a parked task back to `pending`, to be carried out or finished. A file that became unusable is set aside. */
  async resume(taskId: string): Promise<Task | undefined> {
    const from = join(this.paths.approvals, parkedFileName(taskId));
    const task = await this.#bringBack(taskId, from, 'never');
    const file = task === undefined ? readTaskFile(this.#files, from) : undefined;
    if (file?.kind === 'task') return undefined;
    if (file?.kind === 'unusable') await this.quarantine.take(from, file.reason);
    this.#index.unpark(taskId);
    this.#index.changed(taskId);
    return task;
  }

  /** Moves a file that could not be understood out of the way. Returns its name in quarantine. */
  async setAside(path: string, reason: string): Promise<string> {
    const name = await this.quarantine.take(path, reason);
    this.#index.changed();
    return name;
  }

  /** Why a task that was parked is not where it can be decided about; `undefined` while it is, or is on its way. */
  whyGone(taskId: string): string | undefined {
    switch (this.locate(taskId)?.state) {
      case 'approvals':
      case 'pending':
        return undefined;
      case 'inbox':
        return 'its task was moved back to the inbox, where it is worked on anew';
      case 'completed':
        return 'its task is finished already';
      case undefined:
        return 'while it waited, the file of its task was taken away from approvals';
    }
  }

  /** Puts a task whose file is gone into `pending`, durably, to be finished. */
  async restore(task: Task): Promise<void> {
    const fileName = taskFileName(task.task_id);
    // Known before it is there, so that the watcher does not take it for someone else's.
    this.#index.pending.set(task.task_id, fileName);
    this.#moves(task.task_id);
    try {
      await this.#files.create(join(this.paths.pending, fileName), serializeTask(task));
    } catch (error) {
      this.#index.pending.delete(task.task_id);
      throw error;
    }
    this.#index.changed(task.task_id);
  }

  /** Moves a finished task back to `pending`, to be done again. */
  async takeBack(taskId: string): Promise<Task | undefined> {
    const from = join(this.paths.completed, taskFileName(taskId));
    const task = await this.#bringBack(taskId, from, 'now');
    if (task === undefined) return undefined;
    this.#index.completed -= 1;
    this.#index.changed(taskId);
    return task;
  }

  isPending(taskId: string): boolean {
    return this.#index.pending.has(taskId);
  }

  get pendingIds(): readonly string[] {
    return [...this.#index.pending.keys()];
  }

  isWaiting(taskId: string): boolean {
    return this.#index.waiting.get(taskId) !== undefined;
  }

  waitingEntry(taskId: string): WaitingTask | undefined {
    return this.#index.waiting.get(taskId);
  }

  /** Takes up a task file that someone else put into `inbox` or `pending`, or lets go of one they removed. */
  async noticed(state: 'inbox' | 'pending', fileName: string): Promise<Noticed> {
    return this.#foreign.notice(state, fileName);
  }

  /** Whether the index has a task in that file. */
  knows(state: 'inbox' | 'pending', fileName: string): boolean {
    return this.#index.taskIn(state, fileName) !== undefined;
  }

  fileNames(state: 'inbox' | 'pending'): readonly string[] {
    return this.#index.fileNames(state);
  }

  /** Whether a change of that name in `completed` is the queue's own move; each is recognised once. */
  ownsCompleted(fileName: string): boolean {
    return this.#index.ownsCompleted(fileName);
  }

  /** Replaces the count of finished tasks after someone else changed that folder. */
  setCompletedCount(count: number): void {
    if (count === this.#index.completed) return;
    this.#index.completed = count;
    this.#index.changed();
  }

  /** Moves a task file into `pending`; `undefined` when there is no usable one. */
  async #bringBack(taskId: string, from: string, sync: 'now' | 'never'): Promise<Task | undefined> {
    const file = readTaskFile(this.#files, from);
    if (file.kind !== 'task') return undefined;
    const fileName = taskFileName(taskId);
    // Known before the move, so that the watcher does not take it for someone else's.
    this.#index.pending.set(taskId, fileName);
    this.#moves(taskId);
    const moved = await this.#files
      .move(from, join(this.paths.pending, fileName), sync)
      .catch((error: unknown) => {
        this.#index.pending.delete(taskId);
        throw error;
      });
    if (moved === 'moved') return file.task;
    this.#index.pending.delete(taskId);
    return undefined;
  }

  async #leavePending(taskId: string, to: TaskState, fileName: string): Promise<void> {
    const pendingName = this.#index.pending.get(taskId);
    if (pendingName === undefined) throw notPending(taskId);
    const from = join(this.paths.pending, pendingName);
    const destination = join(this.paths[to], fileName);
    this.#moves(taskId);
    const moved = await this.#files.move(from, destination).catch((error: unknown) => {
      if (this.#files.exists(from) || !this.#files.exists(destination)) throw error;
      // The move happened, only its sync failed: it is tried again shortly.
      this.#files.folders.later(this.paths[to]);
      return 'moved' as const;
    });
    if (moved === 'moved') {
      this.#index.pending.delete(taskId);
      return;
    }
    throw new EmployeeError('conflict', {
      what: `cannot move the task ${taskId} to ${to}`,
      why: moved === 'exists' ? `${to} holds a file of that name` : 'its file is gone from pending',
      hint:
        moved === 'exists'
          ? 'Look at both files and remove the one that is not wanted'
          : 'Look for it in the queue',
    });
  }

  #moves(taskId: string): void {
    for (const listener of this.#moveListeners) listener(taskId);
  }

  #path(state: TaskState, task: Task): string {
    return join(this.paths[state], taskFileName(task.task_id));
  }
}

/** What came of taking a waiting task. */
export type Claim =
  | { readonly kind: 'claimed'; readonly task: Task }
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'gone' };

function notPending(taskId: string): EmployeeError {
  return new EmployeeError('conflict', {
    what: `cannot go on with the task ${taskId}`,
    why: 'it is not in pending any more',
    hint: 'Someone moved its file; look for it in the queue',
  });
}

/** Runs at most 16 at a time, lets all of them end, then throws the first failure. */
async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items].reverse();
  const lane = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await run(item);
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(16, items.length) }, lane));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
