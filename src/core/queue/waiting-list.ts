import { type Priority, priorities, type Task } from '../../shared/task.ts';

/** What the order of work needs of a task in the inbox. */
export interface WaitingTask {
  readonly taskId: string;
  readonly fileName: string;
  readonly priority: Priority;
  readonly createdAt: string;
  readonly crashes: number;
  /** Milliseconds since the epoch from and before which it is not begun again. */
  readonly setBackAtMs: number;
  readonly notBeforeMs: number;
}

/** What the order of work needs of a task; what the file does not say has its default. */
export function waitingTask(task: Task, fileName: string): WaitingTask {
  return {
    taskId: task.task_id,
    fileName,
    priority: task.priority ?? 'normal',
    createdAt: task.created_at ?? '',
    crashes: task.crashes ?? 0,
    setBackAtMs: Date.parse(task.history?.findLast(({ event }) => event === 'returned')?.at ?? '') || 0,
    notBeforeMs: typeof task.retry_at === 'string' ? Date.parse(task.retry_at) || 0 : 0,
  };
}

/**
 * The inbox in order of work: tasks that took the process down twice last, then priority, then age.
 * A binary heap: O(log n) to add and take, with removal marked and skipped later.
 */
export class WaitingList {
  readonly #heap: WaitingTask[] = [];
  readonly #byId = new Map<string, WaitingTask>();

  get size(): number {
    return this.#byId.size;
  }

  get(taskId: string): WaitingTask | undefined {
    return this.#byId.get(taskId);
  }

  values(): Iterable<WaitingTask> {
    return this.#byId.values();
  }

  add(entry: WaitingTask): void {
    this.#byId.set(entry.taskId, entry);
    this.#heap.push(entry);
    let child = this.#heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfBefore(child, parent)) break;
      child = parent;
    }
  }

  remove(taskId: string): boolean {
    return this.#byId.delete(taskId);
  }

  /** The next task that may be begun at `nowMs`; it stays in the list. */
  peek(nowMs: number): WaitingTask | undefined {
    this.#dropStale();
    const first = this.#heap[0];
    if (first === undefined || isDue(first, nowMs)) return first;
    // Rare: tasks wait out a backoff. Look past them in order.
    let best: WaitingTask | undefined;
    for (const entry of this.#byId.values()) {
      if (isDue(entry, nowMs) && (best === undefined || compare(entry, best) < 0)) best = entry;
    }
    return best;
  }

  /** When the earliest backed-off task may be begun; `undefined` when none waits for that. */
  nextDueMs(nowMs: number): number | undefined {
    let due: number | undefined;
    for (const entry of this.#byId.values()) {
      if (!isDue(entry, nowMs) && (due === undefined || entry.notBeforeMs < due)) due = entry.notBeforeMs;
    }
    return due;
  }

  #dropStale(): void {
    for (let first = this.#heap[0]; first !== undefined; first = this.#heap[0]) {
      if (this.#byId.get(first.taskId) === first) return;
      const last = this.#heap.pop();
      if (last === undefined || this.#heap.length === 0) continue;
      this.#heap[0] = last;
      this.#sink();
    }
  }

  #sink(): void {
    let parent = 0;
    for (;;) {
      const left = parent * 2 + 1;
      const right = left + 1;
      const leftEntry = this.#heap[left];
      const rightEntry = this.#heap[right];
      if (leftEntry === undefined) return;
      const smaller = rightEntry !== undefined && compare(rightEntry, leftEntry) < 0 ? right : left;
      if (!this.#swapIfBefore(smaller, parent)) return;
      parent = smaller;
    }
  }

  #swapIfBefore(child: number, parent: number): boolean {
    const childEntry = this.#heap[child];
    const parentEntry = this.#heap[parent];
    if (childEntry === undefined || parentEntry === undefined || compare(childEntry, parentEntry) >= 0)
      return false;
    this.#heap[child] = parentEntry;
    this.#heap[parent] = childEntry;
    return true;
  }
}

/** A clock that was set back to before the wait began ends it. */
function isDue({ setBackAtMs, notBeforeMs }: WaitingTask, nowMs: number): boolean {
  return notBeforeMs <= nowMs || nowMs < setBackAtMs;
}

/** Crashes from which on a task is worked last. */
const crashesToBeLast = 2;

function compare(a: WaitingTask, b: WaitingTask): number {
  return (
    Number(a.crashes >= crashesToBeLast) - Number(b.crashes >= crashesToBeLast) ||
    priorities.indexOf(a.priority) - priorities.indexOf(b.priority) ||
    order(a.createdAt, b.createdAt) ||
    order(a.taskId, b.taskId)
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
