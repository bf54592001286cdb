import type { Clock } from '../clock/index.ts';
import type { FileStat } from '../files/index.ts';

const firstBackoffMs = 50;
const lastBackoffMs = 500;
const firstLookMs = 10;
/** No check is ever planned further ahead: a clock that was set back must not put files to sleep. */
const furthestMs = 2_000;

interface Waiting {
  checkAtMs: number;
  /** The state last seen, and since when. */
  stat: FileStat | undefined;
  seenAtMs: number;
  backoffMs: number;
  /** Some process has it open, or it could not be handled: it is tried again later. */
  held: boolean;
  /** Being hashed; not due until released. */
  busy: boolean;
}

/** Files that may become tasks, oldest first, and when to look at each again. */
export class Settling {
  readonly #clock: Clock;
  readonly #waiting = new Map<string, Waiting>();
  #restMs: number;
  /** Whether file times can be trusted: not where the writer may be on another machine. */
  #trustsTimes = true;

  constructor(clock: Clock, restMs: number) {
    this.#clock = clock;
    this.#restMs = restMs;
  }

  get size(): number {
    return this.#waiting.size;
  }

  get restMs(): number {
    return this.#restMs;
  }

  configure(restMs: number, trustsTimes: boolean): void {
    this.#restMs = restMs;
    this.#trustsTimes = trustsTimes;
  }

  has(name: string): boolean {
    return this.#waiting.has(name);
  }

  names(): IterableIterator<string> {
    return this.#waiting.keys();
  }

  /** Something happened to the file; returns when to look at it: at once where only our own looks can be compared. */
  note(name: string): number {
    const isFirstLook = !this.#trustsTimes && !this.#waiting.has(name);
    return this.#add(name, this.#clock.now() + (isFirstLook ? firstLookMs : this.#restMs));
  }

  /** The file was found in a listing; it may have rested for long. */
  expect(name: string): void {
    this.#add(name, this.#clock.now());
  }

  forget(name: string): void {
    this.#waiting.delete(name);
  }

  clear(): void {
    this.#waiting.clear();
  }

  /** Up to `limit` names whose time has come, in the order in which they arrived. */
  due(limit: number): string[] {
    const nowMs = this.#clock.now();
    const due: string[] = [];
    for (const [name, file] of this.#waiting) {
      if (file.busy) continue;
      if (file.checkAtMs > nowMs + furthestMs) file.checkAtMs = nowMs + this.#restMs;
      if (file.checkAtMs <= nowMs && due.push(name) >= limit) break;
    }
    return due;
  }

  /** Time of the next check in epoch milliseconds; `undefined` when nothing waits. */
  nextCheckMs(): number | undefined {
    let next: number | undefined;
    for (const file of this.#waiting.values()) {
      if (!file.busy && (next === undefined || file.checkAtMs < next)) next = file.checkAtMs;
    }
    return next;
  }

  /** Whether the file has rested long enough in this state; if not, plans the next look. */
  inspect(name: string, stat: FileStat): boolean {
    const file = this.#waiting.get(name);
    if (file === undefined) return false;
    const nowMs = this.#clock.now();
    if (file.stat === undefined || !sameState(file.stat, stat) || file.seenAtMs > nowMs) {
      file.stat = stat;
      file.seenAtMs = nowMs;
    }
    const touchedMs = Math.max(stat.modifiedMs, stat.changedMs);
    const restsSinceMs = this.#trustsTimes && touchedMs <= nowMs ? touchedMs : file.seenAtMs;
    const missingMs = this.#restMs - (nowMs - restsSinceMs);
    if (missingMs <= 0) return true;
    file.checkAtMs = nowMs + Math.ceil(missingMs);
    return false;
  }

  /** Looks again later, less and less often. */
  postpone(name: string): void {
    const file = this.#waiting.get(name);
    if (file === undefined) return;
    file.busy = false;
    file.held = true;
    file.checkAtMs = this.#clock.now() + file.backoffMs;
    file.backoffMs = Math.min(file.backoffMs * 2, lastBackoffMs);
  }

  /** Takes the file out of the checks until `postpone` or `forget`. */
  occupy(name: string): void {
    const file = this.#waiting.get(name);
    if (file !== undefined) file.busy = true;
  }

  /** Whether the file, as it was at `momentMs`, still waits to be looked at. */
  isUndecided(name: string, momentMs: number): boolean {
    const file = this.#waiting.get(name);
    return (
      file !== undefined &&
      !file.held &&
      !(file.stat !== undefined && file.seenAtMs > momentMs + this.#restMs)
    );
  }

  #add(name: string, checkAtMs: number): number {
    const file = this.#waiting.get(name);
    if (file === undefined) {
      const waiting = {
        checkAtMs,
        stat: undefined,
        seenAtMs: 0,
        backoffMs: firstBackoffMs,
        held: false,
        busy: false,
      };
      this.#waiting.set(name, waiting);
      return checkAtMs;
    }
    // An event may be the writer's close: no longer wait than for a new file.
    if (file.checkAtMs > checkAtMs) file.checkAtMs = checkAtMs;
    return file.checkAtMs;
  }
}

/** Whether nothing was written to, renamed over or put in place of the file between two looks. */
export function sameState(one: FileStat, other: FileStat): boolean {
  return (
    one.sizeBytes === other.sizeBytes &&
    one.modifiedMs === other.modifiedMs &&
    one.changedMs === other.changedMs &&
    one.inode === other.inode
  );
}
