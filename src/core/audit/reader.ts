import { join } from 'node:path';
import { utcDay } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import { dayOf, listDayFiles } from './day-files.ts';
import { type AuditEntry, parseEntry, readMarks } from './entry.ts';
import { openHeadSlots, readHead } from './head.ts';
import { linesBackwards, scanFor } from './lines.ts';

/** What is looked for; members that are missing match every entry. */
export interface AuditQuery {
  readonly task?: string | undefined;
  /** An action's name, or the beginning of names followed by `*`. */
  readonly action?: string | undefined;
  /** Milliseconds since the epoch, inclusive. */
  readonly sinceMs?: number | undefined;
  /** Milliseconds since the epoch, exclusive. */
  readonly untilMs?: number | undefined;
  /** Occurs anywhere in the entry; case does not count. */
  readonly text?: string | undefined;
  /** Only entries before this one. */
  readonly beforeSeq?: number | undefined;
  /** The newest that many. */
  readonly limit?: number | undefined;
}

/** How tasks ended on one local calendar day. */
export interface DayCounts {
  readonly completed: number;
  readonly failed: number;
  readonly rejected: number;
  readonly expired: number;
}

/** Reads entries of ours from the day files, by bytes first; needs neither key nor lock. Verifies nothing. */
export class AuditReader {
  readonly #files: Files;
  readonly #folder: string;
  readonly #headFolder: string;

  constructor(dependencies: { readonly files: Files; readonly folder: string; readonly headFolder: string }) {
    this.#files = dependencies.files;
    this.#folder = dependencies.folder;
    this.#headFolder = dependencies.headFolder;
  }

  /** Entries of a task in order, from UTC day `sinceDay` on. */
  findByTask(taskId: string, actions?: readonly string[], sinceDay?: string): Promise<AuditEntry[]> {
    const wanted = actions && new Set(actions);
    return this.#find(
      `"task_id":${JSON.stringify(taskId)}`,
      (entry) => entry.task_id === taskId && (wanted?.has(entry.action) ?? true),
      { sinceDay },
    );
  }

  /** The newest `count` entries in order. */
  async tail(count: number): Promise<AuditEntry[]> {
    const slots = openHeadSlots(this.#files, this.#headFolder);
    const headSeq = readHead(slots)?.seq;
    const firstSeq = headSeq === undefined ? 1 : headSeq - count + 1;
    const entries: AuditEntry[] = [];
    for (const file of listDayFiles(this.#files, this.#folder).reverse()) {
      let fromThisFile = 0;
      for (const { line } of linesBackwards(this.#files, this.#folder, file)) {
        const marks = readMarks(line, 0, line.length);
        if (!marks) continue;
        if (marks.seq < firstSeq || fromThisFile >= count) break;
        const entry = parseEntry(line);
        if (!entry) continue;
        entries.push(entry);
        fromThisFile += 1;
      }
      if (headSeq !== undefined && entries.length >= count) break;
    }
    return newest(entries, count);
  }

  /** Matching entries in order; with a limit the newest, by day. */
  query(query: AuditQuery): Promise<AuditEntry[]> {
    const { task, action, sinceMs = Number.NEGATIVE_INFINITY, untilMs = Number.POSITIVE_INFINITY } = query;
    const prefix = action?.endsWith('*') ? action.slice(0, -1) : undefined;
    const matches = (entry: AuditEntry) => {
      const atMs = Date.parse(entry.timestamp);
      if (atMs < sinceMs || atMs >= untilMs) return false;
      if (task !== undefined && entry.task_id !== task) return false;
      if (prefix !== undefined) return entry.action.startsWith(prefix);
      return action === undefined || entry.action === action;
    };
    return this.#find(needleOf(task, action, prefix), matches, {
      sinceDay: Number.isFinite(sinceMs) ? utcDay(sinceMs) : undefined,
      untilDay: Number.isFinite(untilMs) ? utcDay(untilMs - 1) : undefined,
      text: query.text,
      beforeSeq: query.beforeSeq,
      limit: query.limit,
    });
  }

  /** Tasks finished on local day `YYYY-MM-DD`; reads only the UTC days that overlap it. */
  async countsForLocalDay(day: string): Promise<DayCounts> {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    const query = {
      action: 'task_completed',
      sinceMs: new Date(year, month - 1, date).getTime(),
      untilMs: new Date(year, month - 1, date + 1).getTime(),
    };
    const counts = { completed: 0, failed: 0, rejected: 0, expired: 0 };
    for (const { details } of await this.query(query)) {
      const status = details.status;
      if (status === 'completed' || status === 'failed' || status === 'rejected' || status === 'expired')
        counts[status] += 1;
    }
    return counts;
  }

  async #find(
    needle: string,
    matches: (entry: AuditEntry) => boolean,
    range: {
      readonly sinceDay?: string | undefined;
      readonly untilDay?: string | undefined;
      readonly text?: string | undefined;
      readonly beforeSeq?: number | undefined;
      readonly limit?: number | undefined;
    },
  ): Promise<AuditEntry[]> {
    const { sinceDay = '', untilDay = '9999-99-99', limit = Number.POSITIVE_INFINITY } = range;
    const { beforeSeq = Number.POSITIVE_INFINITY } = range;
    // As it stands inside the JSON of a line.
    const text = range.text ? JSON.stringify(range.text).slice(1, -1).toLowerCase() : undefined;
    const names = listDayFiles(this.#files, this.#folder)
      .filter((name) => dayOf(name) >= sinceDay && dayOf(name) <= untilDay)
      .reverse();
    const found: AuditEntry[] = [];
    for (const name of names) {
      let inFile: AuditEntry[] = [];
      await scanFor(this.#files, join(this.#folder, name), Buffer.from(needle), (line) => {
        const marks = readMarks(line, 0, line.length);
        if (!marks || marks.seq >= beforeSeq) return;
        if (text !== undefined && !line.toString('utf8').toLowerCase().includes(text)) return;
        const entry = parseEntry(line);
        if (!entry || !matches(entry)) return;
        inFile.push(entry);
        if (inFile.length >= 2 * limit) inFile = inFile.slice(-limit);
      });
      found.push(...inFile.slice(-Math.min(limit - found.length, inFile.length)));
      if (found.length >= limit) break;
    }
    return newest(found, limit);
  }
}

function needleOf(task: string | undefined, action: string | undefined, prefix: string | undefined): string {
  if (task !== undefined) return `"task_id":${JSON.stringify(task)}`;
  if (prefix !== undefined) return `"action":${JSON.stringify(prefix).slice(0, -1)}`;
  return action === undefined ? '{"seq":' : `"action":${JSON.stringify(action)}`;
}

function newest(entries: AuditEntry[], count: number): AuditEntry[] {
  const ordered = entries.sort((a, b) => a.seq - b.seq);
  return count < ordered.length ? ordered.slice(ordered.length - count) : ordered;
}
