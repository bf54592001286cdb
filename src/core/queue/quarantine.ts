import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { TaskSummary } from '../../shared/api.ts';
import { readJson } from '../../shared/json.ts';
import { type Clock, timestamp } from '../clock/index.ts';
import type { Files } from '../files/index.ts';

const maxNameBytes = 200;
const reasonSuffix = '.reason.json';
const reasonSchema = z.looseObject({ path: z.string(), reason: z.string(), at: z.string() });

/** Where what could not be understood is set aside, byte-identical, with the reason beside it. */
export class Quarantine {
  readonly #files: Files;
  readonly #clock: Clock;
  readonly #folder: string;
  #count = 0;

  constructor(files: Files, clock: Clock, folder: string) {
    this.#files = files;
    this.#clock = clock;
    this.#folder = folder;
  }

  /** Reasons given so far: one per quarantined file or refused drop. */
  get count(): number {
    return this.#count;
  }

  /** Counts what lies there now. Returns when the last of it came, in milliseconds since the epoch; 0 when there is nothing. */
  recount(): number {
    const reasons = this.#files.names(this.#folder).filter((name) => name.endsWith(reasonSuffix));
    this.#count = reasons.length;
    return reasons.reduce((latestMs, name) => {
      const modifiedMs = this.#files.stat(join(this.#folder, name))?.modifiedMs ?? 0;
      return Math.max(latestMs, modifiedMs);
    }, 0);
  }

  /** What lies there and why, newest names first. */
  list(limit: number): TaskSummary[] {
    const reasons = this.#files.names(this.#folder).filter((name) => name.endsWith(reasonSuffix));
    return reasons
      .sort()
      .reverse()
      .slice(0, limit)
      .map((name) => {
        const reason = readJson(reasonSchema, this.#files.readText(join(this.#folder, name)) ?? '');
        return {
          task_id: name.slice(0, -reasonSuffix.length),
          type: 'unknown',
          priority: 'normal',
          status: 'quarantined',
          state: 'quarantine',
          created_at: reason?.at ?? null,
          completed_at: null,
          file_name: reason?.path ?? null,
          result: reason?.reason ?? null,
        };
      });
  }

  /** Moves a task file out of the way. The reason is written first, so that a kill never leaves a file unexplained. */
  async take(path: string, reason: string): Promise<string> {
    const name = this.#freeName(basename(path));
    await this.#explain(name, { path, reason });
    await this.#files.move(path, join(this.#folder, name));
    this.#count += 1;
    return name;
  }

  /** Explains a refused drop; the drop stays where it is. Whether it was new. */
  async refuse(drop: { path: string; reason: string; sha256?: string | undefined }): Promise<boolean> {
    // One reason per path and content: the same refusal after a restart is no news.
    const key = createHash('sha256')
      .update(`${drop.path}\0${drop.sha256 ?? ''}`)
      .digest('hex')
      .slice(0, 12);
    const name = `${shorten(basename(drop.path))}.${key}`;
    if (this.#files.exists(this.#reasonPath(name))) return false;
    await this.#explain(name, drop);
    this.#count += 1;
    return true;
  }

  async #explain(
    name: string,
    reason: { path: string; reason: string; sha256?: string | undefined },
  ): Promise<void> {
    const document = {
      path: reason.path,
      sha256: reason.sha256,
      reason: reason.reason,
      at: timestamp(this.#clock),
    };
    await this.#files.write(this.#reasonPath(name), `${JSON.stringify(document, null, 2)}\n`);
  }

  #reasonPath(name: string): string {
    return join(this.#folder, `${name}${reasonSuffix}`);
  }

  #freeName(wanted: string): string {
    const base = shorten(wanted);
    for (let attempt = 1; ; attempt += 1) {
      const name = attempt === 1 ? base : `${base}.${attempt}`;
      if (!this.#files.exists(join(this.#folder, name))) return name;
    }
  }
}

/** Leaves room for `.reason.json` and a counter in a name of at most 255 bytes. */
function shorten(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > maxNameBytes) short = short.slice(0, -1);
  return short.isWellFormed() ? short : short.slice(0, -1);
}
