import { join } from 'node:path';
import type { AppendLog, Files, Slots } from '../files/index.ts';
import { readRange } from './day-files.ts';
import type { Head } from './head.ts';

/** A signed line waiting to be acknowledged. */
export interface QueuedLine {
  readonly seq: number;
  readonly hash: string;
  readonly file: string;
  /** With its newline. */
  readonly bytes: Buffer;
}

/** What the ledger tells its owner. */
export interface LedgerEvents {
  /** Called before anything is written; what it throws fails the commit. */
  writing(): void;
  /** Lines are on the disk and the head names them. */
  acknowledged(lines: readonly QueuedLine[]): void;
  /** The day file is not as this process left it. */
  changedByOthers(file: string): void;
}

/**
 * Brings queued lines to the disk in order, with group commit: line(s) fsynced, then the head fsynced.
 *
 * Invariants: the head's `tail` names the one place where unacknowledged bytes may lie, and is durable
 * before the first of them is written; a failed commit loses nothing, the next one goes on where it stopped.
 */
export class Ledger {
  readonly #files: Files;
  readonly #folder: string;
  readonly #slots: Slots;
  readonly #events: LedgerEvents;
  #head: Head;
  #durableHead: Head;
  #headIsDurable: boolean;
  #open: { readonly file: string; readonly log: AppendLog; inode: number | undefined } | undefined;
  #queue: QueuedLine[] = [];
  /** Lines that the open log holds since a commit failed. */
  #handedOver: QueuedLine[] = [];
  /** Lines on the disk that the durable head does not name yet. */
  #onDisk: QueuedLine[] = [];
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #idle = true;

  constructor(
    dependencies: { readonly files: Files; readonly folder: string; readonly slots: Slots },
    head: { readonly value: Head; readonly isDurable: boolean },
    events: LedgerEvents,
  ) {
    this.#files = dependencies.files;
    this.#folder = dependencies.folder;
    this.#slots = dependencies.slots;
    this.#events = events;
    this.#head = head.value;
    this.#durableHead = head.value;
    this.#headIsDurable = head.isDurable;
  }

  /** The last head that is on the disk or about to be. */
  get head(): Head {
    return this.#head;
  }

  /** The last head that is on the disk: what it names is acknowledged. */
  get durableHead(): Head {
    return this.#durableHead;
  }

  append(line: QueuedLine): void {
    this.#queue.push(line);
  }

  /** Changes what the head says beside its position; durable with the next commit. */
  amendHead(change: (head: Head) => Head): void {
    this.#head = change(this.#head);
    this.#headIsDurable = false;
  }

  /** Resolves once everything appended before the call is acknowledged. Free when nothing is waiting. */
  commit(): Promise<void> {
    if (this.#next) return this.#next;
    if (!this.#isWaiting()) return this.#idle ? Promise.resolve() : this.#running;
    const round = this.#running
      .catch(() => undefined)
      .then(async () => {
        this.#next = undefined;
        this.#idle = false;
        try {
          await this.#flush();
        } finally {
          this.#idle = true;
        }
      });
    this.#next = round;
    this.#running = round;
    return round;
  }

  async close(): Promise<void> {
    try {
      await this.commit();
    } finally {
      await this.#running.catch(() => undefined);
      await this.#open?.log.close().catch(() => undefined);
      this.#open = undefined;
      this.#slots.close();
    }
  }

  #isWaiting(): boolean {
    return !this.#headIsDurable || this.#queue.length > 0 || this.#handedOver.length > 0;
  }

  async #flush(): Promise<void> {
    this.#events.writing();
    // What is recorded from here on may come along, but nobody waits for it.
    const lastSeq = this.#queue.at(-1)?.seq ?? this.#handedOver.at(-1)?.seq ?? 0;
    while (this.#head.seq < lastSeq || !this.#headIsDurable) {
      if (this.#handedOver.length === 0 && this.#queue.length > 0) await this.#handOver();
      if (this.#handedOver.length > 0) await this.#settleLines();
      if (!this.#headIsDurable) await this.#writeHead();
    }
  }

  /** Gives the log the lines at the front of the queue that belong in one file. */
  async #handOver(): Promise<void> {
    const file = this.#queue[0]?.file;
    if (file === undefined) return;
    const log = await this.#logOf(file);
    // Whatever can fail comes before the lines leave the queue.
    const needsNewline = this.#needsNewline(file, log.sizeBytes);
    const other = this.#queue.findIndex((line) => line.file !== file);
    const lines = this.#queue.splice(0, other === -1 ? this.#queue.length : other);
    if (needsNewline) log.append(Buffer.from('\n'));
    for (const line of lines) log.append(line.bytes);
    this.#handedOver = lines;
  }

  async #settleLines(): Promise<void> {
    const last = this.#handedOver.at(-1);
    if (!last || !this.#open) return;
    const { log } = this.#open;
    await log.commit();
    this.#onDisk.push(...this.#handedOver);
    this.#handedOver = [];
    this.#head = {
      ...this.#head,
      seq: last.seq,
      hash: last.hash,
      file: last.file,
      line_bytes: last.bytes.length - 1,
      end_bytes: log.sizeBytes,
      tail: { file: last.file, start_bytes: log.sizeBytes },
    };
    this.#headIsDurable = false;
  }

  async #writeHead(): Promise<void> {
    const head = this.#head;
    await this.#slots.write(head);
    this.#durableHead = head;
    // `amendHead` may have come meanwhile; then the loop writes once more.
    this.#headIsDurable = this.#head === head;
    const lines = this.#onDisk;
    this.#onDisk = [];
    if (lines.length > 0) this.#events.acknowledged(lines);
  }

  async #logOf(file: string): Promise<AppendLog> {
    const stat = this.#files.stat(join(this.#folder, file));
    const open = this.#open;
    if (open?.file === file) {
      open.inode ??= stat?.inode;
      if (open.log.sizeBytes === (stat?.sizeBytes ?? 0) && open.inode === stat?.inode) return open.log;
    }
    const expected = this.#head.tail;
    const size = stat?.sizeBytes ?? 0;
    if (open?.file === file || (expected.file === file && expected.start_bytes !== size)) {
      this.#events.changedByOthers(file);
    }
    await open?.log.close();
    this.#open = undefined;
    if (expected.file !== file || expected.start_bytes !== size) {
      this.#head = { ...this.#head, tail: { file, start_bytes: size } };
      this.#headIsDurable = false;
    }
    if (!this.#headIsDurable) await this.#writeHead();
    this.#open = { file, log: this.#files.openLog(join(this.#folder, file)), inode: stat?.inode };
    return this.#open.log;
  }

  /** A file of the original system may end without a newline; ours begins on a line of its own. */
  #needsNewline(file: string, sizeBytes: number): boolean {
    if (sizeBytes === 0) return false;
    return readRange(this.#files, this.#folder, file, sizeBytes - 1, sizeBytes)[0] !== 10;
  }
}
