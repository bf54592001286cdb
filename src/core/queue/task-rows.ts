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

interface Row {
  summary: TaskSummary;
  /** Id, file name, type and result, folded. */
  searched: string;
}

/** Results are kept and searched up to here: a table shows no more of them. */
const keptCharacters = 300;

/** Tasks in memory, newest first. */
export class TaskRows {
  readonly #rows: Row[] = [];
  readonly #byId = new Map<string, Row>();
  readonly #words = new Map<string, string>();
  #found: { readonly filter: string; readonly rows: readonly Row[] } | undefined;

  get size(): number {
    return this.#rows.length;
  }

  state(taskId: string): TaskSummary['state'] | undefined {
    return this.#byId.get(taskId)?.summary.state;
  }

  ids(): Iterable<string> {
    return this.#byId.keys();
  }

  put(task: TaskSummary): void {
    const summary = this.#compact(task);
    const searched = foldText(
      `${summary.task_id}\n${summary.file_name ?? ''}\n${summary.type}\n${summary.result ?? ''}`,
    );
    this.#found = undefined;
    const known = this.#byId.get(task.task_id);
    if (known?.summary.created_at === summary.created_at) {
      known.summary = summary;
      known.searched = searched;
      return;
    }
    if (known) this.remove(task.task_id);
    const row = { summary, searched };
    this.#byId.set(task.task_id, row);
    this.#rows.splice(this.#placeOf(summary), 0, row);
  }

  remove(taskId: string): void {
    const row = this.#byId.get(taskId);
    if (row === undefined) return;
    this.#found = undefined;
    this.#byId.delete(taskId);
    this.#rows.splice(this.#placeOf(row.summary), 1);
  }

  page(
    filter: TaskFilter,
    offset: number,
    limit: number,
  ): { readonly rows: TaskSummary[]; readonly total: number } {
    const matching = this.#matching(filter);
    const rows = matching.slice(offset, offset + limit).map(({ summary }) => ({ ...summary }));
    return { rows, total: matching.length };
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
  #matching(filter: TaskFilter): readonly Row[] {
    if (Object.values(filter).every((list: readonly string[]) => list.length === 0)) return this.#rows;
    const key = JSON.stringify(filter);
    if (this.#found?.filter === key) return this.#found.rows;
    const rows = this.#rows.filter((row) => matches(row, filter));
    this.#found = { filter: key, rows };
    return rows;
  }

  /** Position of a row, or the one it would take. */
  #placeOf(summary: TaskSummary): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = this.#rows[middle];
      if (row !== undefined && isNewer(row.summary, summary)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isNewer(a: TaskSummary, b: TaskSummary): boolean {
  const [aTime, bTime] = [a.created_at ?? '', b.created_at ?? ''];
  return aTime === bTime ? a.task_id > b.task_id : aTime > bTime;
}

function matches({ summary, searched }: Row, filter: TaskFilter): boolean {
  return (
    allows(filter.states, summary.state) &&
    allows(filter.statuses, summary.status) &&
    allows(filter.types, summary.type) &&
    allows(filter.priorities, summary.priority) &&
    filter.words.every((word) => searched.includes(word))
  );
}

function allows(list: readonly string[], value: string): boolean {
  return list.length === 0 || list.includes(value);
}
