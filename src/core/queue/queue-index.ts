import type { FinalStatus, Task } from '../../shared/task.ts';
import type { Clock } from '../clock/index.ts';
import { DayCounts } from './day-counts.ts';
import { idsOfFileName } from './queue-paths.ts';
import { WaitingList } from './waiting-list.ts';

/** Watcher events lag behind moves by milliseconds; more names than this are not waited for. */
const maxOwnCompletions = 10_000;

/** How many tasks lie where. The `today` counts are of the person's calendar day. */
export interface QueueCounts {
  readonly inbox: number;
  readonly pending: number;
  readonly approvals: number;
  readonly completed: number;
  readonly completedToday: number;
  readonly failedToday: number;
  readonly quarantine: number;
  readonly outcomeUnknown: number;
}

/** What the queue knows without looking at the disk. Its size does not grow with the number of finished tasks. */
export class QueueIndex {
  readonly waiting = new WaitingList();
  /** File names by task. */
  readonly pending = new Map<string, string>();
  readonly #parked = new Map<string, { readonly outcomeUnknown: boolean }>();
  readonly #days: DayCounts;
  readonly #listeners = new Set<(taskIds: readonly string[]) => void>();
  readonly #ownCompletions = new Set<string>();
  #completed = 0;

  constructor(clock: Clock, today: { readonly completed: number; readonly failed: number }) {
    this.#days = new DayCounts(clock, today);
  }

  counts(): Omit<QueueCounts, 'quarantine'> {
    const today = this.#days.today;
    let outcomeUnknown = 0;
    for (const parked of this.#parked.values()) if (parked.outcomeUnknown) outcomeUnknown += 1;
    return {
      inbox: this.waiting.size,
      pending: this.pending.size,
      approvals: this.#parked.size,
      completed: this.#completed,
      completedToday: today.completed,
      failedToday: today.failed,
      outcomeUnknown,
    };
  }

  /** Calls `listener` after each change with the tasks that changed, as far as they are known. Returns how to stop that. */
  onChange(listener: (taskIds: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Tells the listeners; called once for each transition, after its last change. */
  changed(...taskIds: readonly string[]): void {
    for (const listener of this.#listeners) listener(taskIds);
  }

  park(task: Task): void {
    this.#parked.set(task.task_id, { outcomeUnknown: task.status === 'outcome_unknown' });
  }

  unpark(taskId: string): void {
    this.#parked.delete(taskId);
  }

  get completed(): number {
    return this.#completed;
  }

  set completed(count: number) {
    this.#completed = count;
  }

  /** Counts a task that ended on this day. */
  addEnding(status: FinalStatus): void {
    this.#completed += 1;
    this.#days.add(status);
  }

  /** The task known to lie in that file. */
  taskIn(state: 'inbox' | 'pending', fileName: string): string | undefined {
    return idsOfFileName(fileName).find((taskId) =>
      state === 'inbox'
        ? this.waiting.get(taskId)?.fileName === fileName
        : this.pending.get(taskId) === fileName,
    );
  }

  fileNames(state: 'inbox' | 'pending'): readonly string[] {
    return state === 'inbox'
      ? [...this.waiting.values()].map(({ fileName }) => fileName)
      : [...this.pending.values()];
  }

  /** Remembers a move into `completed` that the watcher is going to tell about. */
  expectCompletion(fileName: string): void {
    // Where nothing watches, nobody takes these out again.
    if (this.#ownCompletions.size >= maxOwnCompletions) this.#ownCompletions.clear();
    this.#ownCompletions.add(fileName);
  }

  /** Whether a change of that name in `completed` is the queue's own move; each is recognised once. */
  ownsCompleted(fileName: string): boolean {
    return this.#ownCompletions.delete(fileName);
  }
}
