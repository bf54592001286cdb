import type { TaskSummary } from '../../shared/api.ts';
import { foldText } from './folded-text.ts';

/** What a page of tasks is asked by. Empty lists let everything through. */
export interface TaskFilter {
  /** Folded words that all must occur. */
  readonly words: readonly string[];
  readonly states: readonly string[];
  readonly statuses: readonly string[];
  readonly types: readonly string[];
  readonly priorities: readonly string[];
}

/** Results are kept and searched up to here: a table shows no more of them. */
const keptCharacters = 300;

/** Tasks in memory, newest first. Nothing is kept beside the summaries: what a search compares is folded as it goes. */
export class TaskRows {
  readonly #rows: TaskSummary[] = [];
  readonly #byId = new Map<string, TaskSummary>();
  readonly #words = new Map<string, string>();
  #found: { readonly filter: string; readonly rows: readonly TaskSummary[] } | undefined;
  #changes = 0;

  get size(): number {
    return this.#rows.length;
  }

  state(taskId: string): TaskSummary['state'] | undefined {
    return this.#byId.get(taskId)?.state;
  }

  ids(): Iterable<string> {
    return this.#byId.keys();
  }

  put(task: TaskSummary): void {
    const row = this.#compact(task);
    this.#changed();
    const known = this.#byId.get(task.task_id);
    this.#byId.set(task.task_id, row);
    const isInPlace = known?.created_at === row.created_at;
    if (known && !isInPlace) this.#rows.splice(this.#placeOf(known), 1);
    this.#rows.splice(this.#placeOf(row), isInPlace ? 1 : 0, row);
  }

  remove(taskId: string): void {
    const row = this.#byId.get(taskId);
    if (row === undefined) return;
    this.#changed();
    this.#byId.delete(taskId);
    this.#rows.splice(this.#placeOf(row), 1);
  }

  /** @param pause called after each row that is compared, so that a search leaves the event loop free */
  async page(
    filter: TaskFilter,
    offset: number,
    limit: number,
    pause: () => Promise<unknown>,
  ): Promise<{ readonly rows: TaskSummary[]; readonly total: number }> {
    const matching = await this.#matching(filter, pause);
    return { rows: matching.slice(offset, offset + limit), total: matching.length };
  }

  /** Few words, such as types, are in every row: each is kept once. */
  #compact(task: TaskSummary): TaskSummary {
    const once = (word: string) => {
      const known = this.#words.get(word);
      if (known === undefined) this.#words.set(word, word);
      return known ?? word;
    };
    return {
      ...task,
      type: once(task.type),
      priority: once(task.priority),
      status: once(task.status),
      result: task.result?.slice(0, keptCharacters) ?? null,
    };
  }

  /** The next page of the same search finds its rows at once. */
  async #matching(filter: TaskFilter, pause: () => Promise<unknown>): Promise<readonly TaskSummary[]> {
    if (Object.values(filter).every((list: readonly string[]) => list.length === 0)) return this.#rows;
    const key = JSON.stringify(filter);
    if (this.#found?.filter === key) return this.#found.rows;
    const rows: TaskSummary[] = [];
    const before = this.#changes;
    // Over a copy: rows come and go while the search pauses.
    for (const row of [...this.#rows]) {
      if (matches(row, filter)) rows.push(row);
      await pause();
    }
    if (this.#changes === before) this.#found = { filter: key, rows };
    return rows;
  }

  #changed(): void {
    this.#changes += 1;
    this.#found = undefined;
  }

  /** Position of a row, or the one it would take. */
  #placeOf(summary: TaskSummary): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = this.#rows[middle];
      if (row !== undefined && isNewer(row, summary)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isNewer(a: TaskSummary, b: TaskSummary): boolean {
  const [aTime, bTime] = [a.created_at ?? '', b.created_at ?? ''];
  return aTime === bTime ? a.task_id > b.task_id : aTime > bTime;
}

function matches(task: TaskSummary, filter: TaskFilter): boolean {
  return (
    allows(filter.states, task.state) &&
    allows(filter.statuses, task.status) &&
    allows(filter.types, task.type) &&
    allows(filter.priorities, task.priority) &&
    (filter.words.length === 0 || hasWords(task, filter.words))
  );
}

function hasWords({ task_id, file_name, type, result }: TaskSummary, words: readonly string[]): boolean {
  const text = foldText(`${task_id}\n${file_name ?? ''}\n${type}\n${result ?? ''}`);
  return words.every((word) => text.includes(word));
}

function allows(list: readonly string[], value: string): boolean {
  return list.length === 0 || list.includes(value);
}
