import { dirname } from 'node:path';
import type { AppendLog, Files } from '../files/index.ts';
import type { Logger } from './drop.ts';
import { encodeLine, type LedgerLine, readLines } from './ledger-lines.ts';

/** Why a file was refused, as far as a later start must know. */
export type RefusalKind = 'extension' | 'content' | 'kind' | 'name';

/** A file of the inbox that was decided on. */
export interface KnownFile {
  readonly sha256: string | undefined;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Task made of it; `undefined` when it was refused. */
  readonly taskId: string | undefined;
  readonly supersedes: string | undefined;
  readonly refused: RefusalKind | undefined;
}

/** Lines that may be out of date before the ledger is rewritten. */
const slackLines = 1_000;

interface Entry extends KnownFile {
  /** Inbox folder the file was last seen in, by its number in `#inboxes`. */
  inbox: number;
}

/**
 * What was taken from the inbox, as an append-only log: the line of a file is durable before its task exists.
 *
 * Invariant: a task named above the last `k` line was acknowledged by the sink; one below may be missing, and is made
 * again under the same id at the next start.
 */
export class Ledger {
  readonly #log: AppendLog;
  readonly #known: Map<string, Entry>;
  readonly #inboxes: string[];
  #byTask: Map<string, string> | undefined;
  #here: number;
  #unmarked: boolean;

  private constructor(log: AppendLog, state: LedgerState) {
    this.#log = log;
    this.#known = state.known;
    this.#inboxes = state.inboxes;
    this.#here = this.#countHere();
    this.#unmarked = state.unacknowledged.size > 0;
  }

  /** Opens or begins the ledger; `unacknowledged` are the tasks that may be missing. */
  static async open(
    files: Files,
    path: string,
    logger: Logger,
    signal: AbortSignal,
  ): Promise<{ ledger: Ledger; unacknowledged: ReadonlyMap<string, KnownFile> }> {
    await files.ensureFolder(dirname(path));
    const state: LedgerState = { known: new Map(), inboxes: [''], unacknowledged: new Map() };
    const read = await readLines(files, path, (line) => apply(state, line), signal);
    if (read.damaged > 0) logger.warn('the intake ledger has damaged lines', { lines: read.damaged });
    const isLong = read.lines > 2 * state.known.size + slackLines;
    if (isLong) await files.write(path, compact(state));
    const log = files.openLog(path);
    if (!isLong && read.intactBytes < log.sizeBytes) await log.cut(read.intactBytes);
    return { ledger: new Ledger(log, state), unacknowledged: state.unacknowledged };
  }

  get size(): number {
    return this.#known.size;
  }

  /** How many of them were last seen in the inbox folder that is there now. */
  get here(): number {
    return this.#here;
  }

  get(name: string): KnownFile | undefined {
    return this.#known.get(name);
  }

  entries(): IterableIterator<[string, KnownFile]> {
    return this.#known.entries();
  }

  /** Name of the file a task was made of. */
  nameOf(taskId: string): string | undefined {
    this.#byTask ??= new Map(
      [...this.#known].flatMap(([name, file]) => (file.taskId ? [[file.taskId, name]] : [])),
    );
    return this.#byTask.get(taskId);
  }

  /** Every line from here on speaks of this inbox folder. */
  enterInbox(identity: string): void {
    const last = this.#inboxes.length - 1;
    if (this.#inboxes[last] === identity) return;
    this.#inboxes.push(identity);
    this.#here = 0;
    this.#append({ i: identity });
  }

  /** The file was seen where the inbox is now; only such files can be found missing. */
  seen(name: string): void {
    const entry = this.#known.get(name);
    if (entry === undefined || this.#isHere(entry)) return;
    entry.inbox = this.#inboxes.length - 1;
    this.#here += 1;
  }

  /** Whether the file was last seen in the inbox folder that is there now. */
  wasHere(name: string): boolean {
    return this.#isHere(this.#known.get(name));
  }

  take(name: string, file: KnownFile & { readonly sha256: string; readonly taskId: string }): void {
    this.#set(name, file);
    this.#byTask?.set(file.taskId, name);
    const { sha256: s, sizeBytes: z, modifiedMs: m, taskId: t, supersedes: u } = file;
    this.#append({ n: name, s, z, m, t, ...(u === undefined ? {} : { u }) });
    this.#unmarked = true;
  }

  refuse(name: string, file: KnownFile & { readonly refused: RefusalKind }): void {
    this.#set(name, file);
    const { sha256: s, sizeBytes: z, modifiedMs: m, refused: r } = file;
    this.#append({ n: name, ...(s === undefined ? {} : { s }), z, m, r });
  }

  /** The file has new times but the content that is known. */
  refresh(name: string, sizeBytes: number, modifiedMs: number): void {
    const known = this.#known.get(name);
    if (known === undefined || (known.sizeBytes === sizeBytes && known.modifiedMs === modifiedMs)) return;
    this.#set(name, { ...known, sizeBytes, modifiedMs });
    this.#append({ n: name, z: sizeBytes, m: modifiedMs });
  }

  /** The file left the inbox: the next one of this name is a new drop. */
  remove(name: string): void {
    const known = this.#known.get(name);
    if (known === undefined) return;
    this.withhold(name);
    if (known.taskId !== undefined) this.#byTask?.delete(known.taskId);
    this.#append({ n: name, x: 1 });
  }

  /** Forgets without a line: a task that was promised but never made. */
  withhold(name: string): void {
    if (this.wasHere(name)) this.#here -= 1;
    this.#known.delete(name);
  }

  /** Everything taken so far has its task. Reaches the disk with the next commit. */
  acknowledge(): void {
    if (!this.#unmarked) return;
    this.#unmarked = false;
    this.#append({ k: 1 });
  }

  get hasQueued(): boolean {
    return this.#log.hasQueued;
  }

  commit(): Promise<void> {
    return this.#log.commit();
  }

  close(): Promise<void> {
    return this.#log.close();
  }

  #set(name: string, file: KnownFile): void {
    if (!this.wasHere(name)) this.#here += 1;
    this.#known.set(name, toEntry(file, this.#inboxes.length - 1));
  }

  #isHere(entry: Entry | undefined): boolean {
    return entry?.inbox === this.#inboxes.length - 1;
  }

  #countHere(): number {
    let here = 0;
    for (const entry of this.#known.values()) if (this.#isHere(entry)) here += 1;
    return here;
  }

  #append(line: LedgerLine): void {
    this.#log.append(encodeLine(line));
  }
}

interface LedgerState {
  readonly known: Map<string, Entry>;
  readonly inboxes: string[];
  readonly unacknowledged: Map<string, KnownFile>;
}

function apply(state: LedgerState, line: LedgerLine): void {
  if ('k' in line) state.unacknowledged.clear();
  else if ('i' in line) state.inboxes.push(line.i);
  else if ('x' in line) {
    state.known.delete(line.n);
    state.unacknowledged.delete(line.n);
  } else if (!('t' in line) && !('r' in line)) {
    const known = state.known.get(line.n);
    const inbox = state.inboxes.length - 1;
    if (known) state.known.set(line.n, { ...known, sizeBytes: line.z, modifiedMs: line.m, inbox });
  } else {
    const file = fromLine(line);
    const entry = toEntry(file, state.inboxes.length - 1);
    state.known.set(line.n, entry);
    if (file.taskId !== undefined) state.unacknowledged.set(line.n, entry);
  }
}

/** One shape for all, so that 100,000 of them stay small. */
function toEntry(file: KnownFile, inbox: number): Entry {
  const { sha256, sizeBytes, modifiedMs, taskId, supersedes, refused } = file;
  return { sha256, sizeBytes, modifiedMs, taskId, supersedes, refused, inbox };
}

function fromLine(line: Extract<LedgerLine, { t: string } | { r: string }>): KnownFile {
  const common = { sha256: line.s, sizeBytes: line.z, modifiedMs: line.m };
  if ('t' in line) return { ...common, taskId: line.t, supersedes: line.u, refused: undefined };
  return { ...common, taskId: undefined, supersedes: undefined, refused: line.r };
}

function toLine(name: string, file: KnownFile): LedgerLine | undefined {
  const { sha256: s, sizeBytes: z, modifiedMs: m, taskId: t, supersedes: u, refused: r } = file;
  if (t !== undefined && s !== undefined) return { n: name, s, z, m, t, ...(u === undefined ? {} : { u }) };
  return r === undefined ? undefined : { n: name, ...(s === undefined ? {} : { s }), z, m, r };
}

/** The live lines only: acknowledged ones, the mark, then those that may lack their task. */
function compact(state: LedgerState): Buffer {
  const parts: Buffer[] = [];
  let inbox = 0;
  const put = (name: string, entry: Entry) => {
    const line = toLine(name, entry);
    if (line === undefined) return;
    if (entry.inbox !== inbox) parts.push(encodeLine({ i: state.inboxes[entry.inbox] ?? '' }));
    inbox = entry.inbox;
    parts.push(encodeLine(line));
  };
  const entries = [...state.known].sort(([, a], [, b]) => a.inbox - b.inbox);
  for (const [name, entry] of entries) if (!state.unacknowledged.has(name)) put(name, entry);
  parts.push(encodeLine({ k: 1 }));
  for (const [name, entry] of entries) if (state.unacknowledged.has(name)) put(name, entry);
  parts.push(encodeLine({ i: state.inboxes.at(-1) ?? '' }));
  return Buffer.concat(parts);
}
