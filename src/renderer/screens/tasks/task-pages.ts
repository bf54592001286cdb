import type { TaskSummary } from '../../../shared/api.ts';
import type { ChannelParams } from '../../../shared/ipc/contract.ts';
import type { ClientError } from '../../client/index.ts';
import type { QueryCache } from '../../client/query-cache.ts';
import type { QueryEntry } from '../../client/query-entry.ts';

export type TaskQuestion = Omit<ChannelParams<'tasks.query'>, 'offset' | 'limit'>;

/** The pages known so far, as the list shows them. */
export interface PagesState {
  /** `undefined` until the first answer. */
  readonly total: number | undefined;
  /** Whether every task is counted already. */
  readonly complete: boolean;
  readonly error: ClientError | undefined;
  /** `undefined`: not loaded. */
  readonly rowAt: (index: number) => TaskSummary | undefined;
  /** Index of a task among the loaded rows; -1: not among them. */
  readonly indexOf: (taskId: string) => number;
}

const pageSize = 100;
/** Pages kept in memory, those looked at last; together fewer than 10,000 rows. */
const maxPages = 60;

interface Page {
  readonly entry: QueryEntry<'tasks.query'>;
  /** Ends the watching, while the page is in sight. */
  unwatch: (() => void) | undefined;
}

/** Any part of a list of any length: only the pages in sight are asked for, and asked for again when tasks change. */
export class TaskPages {
  readonly #queries: QueryCache;
  readonly #question: TaskQuestion;
  readonly #pages = new Map<number, Page>();
  readonly #listeners = new Set<() => void>();
  #state: PagesState = this.#look();

  constructor(queries: QueryCache, question: TaskQuestion) {
    this.#queries = queries;
    this.#question = question;
  }

  readonly get = (): PagesState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) for (const page of this.#pages.values()) unwatch(page);
    };
  };

  /** Loads what is in sight: the first row and one past the last. */
  readonly show = (first: number, end: number): void => {
    const from = Math.floor(first / pageSize);
    const to = Math.floor(Math.max(first, end - 1) / pageSize);
    const watched = [...this.#pages].filter(([, page]) => page.unwatch).map(([index]) => index);
    if (watched.length === to - from + 1 && watched.every((index) => index >= from && index <= to)) return;
    for (const [index, page] of this.#pages) if (index < from || index > to) unwatch(page);
    for (let index = from; index <= to; index += 1) this.#watch(index);
    this.#evict();
    this.#tell();
  };

  readonly again = (): void => {
    for (const { entry } of this.#pages.values()) entry.invalidate();
  };

  #watch(index: number): void {
    const params = { ...this.#question, offset: index * pageSize, limit: pageSize };
    const page = this.#pages.get(index) ?? {
      entry: this.#queries.entry('tasks.query', params),
      unwatch: undefined,
    };
    this.#pages.delete(index);
    this.#pages.set(index, page);
    page.unwatch ??= page.entry.subscribe(() => this.#tell());
  }

  #evict(): void {
    for (const [index, page] of this.#pages) {
      if (this.#pages.size <= maxPages) return;
      if (page.unwatch === undefined) this.#pages.delete(index);
    }
  }

  #tell(): void {
    this.#state = this.#look();
    for (const listener of this.#listeners) listener();
  }

  #look(): PagesState {
    const newest = [...this.#pages.values()].findLast(({ entry }) => entry.get().data !== undefined);
    const failed = [...this.#pages.values()].find((page) => page.unwatch && page.entry.get().error);
    const known = newest?.entry.get().data;
    return {
      total: known?.total,
      complete: known?.complete ?? false,
      error: failed?.entry.get().error,
      rowAt: (index) =>
        this.#pages.get(Math.floor(index / pageSize))?.entry.get().data?.rows[index % pageSize],
      indexOf: (taskId) => this.#indexOf(taskId),
    };
  }

  #indexOf(taskId: string): number {
    for (const [index, { entry }] of this.#pages) {
      const at = entry.get().data?.rows.findIndex(({ task_id }) => task_id === taskId) ?? -1;
      if (at >= 0) return index * pageSize + at;
    }
    return -1;
  }
}

function unwatch(page: Page): void {
  page.unwatch?.();
  page.unwatch = undefined;
}
