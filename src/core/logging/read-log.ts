import fs from 'node:fs';
import { dirname } from 'node:path';
import { isSystemError } from '../../shared/errors.ts';

const blockBytes = 65_536;
/** Changes that the system does not tell, as on network shares, are seen this much later. */
const pollMs = 1_000;

/** Up to where a log was read: file and byte. */
export interface LogPosition {
  readonly inode: number;
  readonly offset: number;
}

/** The last lines of a log, and where to go on from. */
export interface LogTail {
  readonly lines: readonly string[];
  /** Give it to `followLog` so that no line between the two calls is missed. */
  readonly position: LogPosition | undefined;
}

/** The last `count` complete lines of a log; none when it does not exist. Reads backwards, whatever its size. */
export function tailLog(path: string, count: number): LogTail {
  const descriptor = openIfThere(path);
  if (descriptor === undefined) return { lines: [], position: undefined };
  try {
    const { size, ino } = fs.fstatSync(descriptor);
    let text = Buffer.alloc(0);
    let start = size;
    let newlines = 0;
    while (start > 0 && newlines <= count) {
      const length = Math.min(blockBytes, start);
      start -= length;
      const block = readAt(descriptor, start, length);
      newlines += countNewlines(block);
      text = Buffer.concat([block, text]);
    }
    const end = text.lastIndexOf(10) + 1;
    const lines = text.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
    const complete = start > 0 ? lines.slice(1) : lines;
    return {
      lines: complete.slice(Math.max(0, complete.length - count)),
      position: { inode: ino, offset: start + end },
    };
  } finally {
    fs.closeSync(descriptor);
  }
}

export interface FollowOptions {
  /** Where `tailLog` stopped; from the first byte when not given. */
  readonly from?: LogPosition | undefined;
}

/**
 * Hands over every complete line from `from` on, through rotation and emptying, until the signal aborts. The log need
 * not exist yet; its folder must.
 */
export async function followLog(
  path: string,
  signal: AbortSignal,
  onLine: (line: string) => void,
  { from }: FollowOptions = {},
): Promise<void> {
  const follower = new Follower(path, onLine, from);
  const stopped = Promise.withResolvers<void>();
  const read = () => {
    try {
      follower.read();
    } catch (error) {
      stopped.reject(error);
    }
  };
  const watcher = fs.watch(dirname(path), read);
  watcher.on('error', stopped.reject);
  const poll = setInterval(read, pollMs);
  const stop = () => stopped.resolve();
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) return;
    read();
    await stopped.promise;
  } finally {
    signal.removeEventListener('abort', stop);
    clearInterval(poll);
    watcher.close();
    follower.close();
  }
}

class Follower {
  readonly #path: string;
  readonly #onLine: (line: string) => void;
  #from: LogPosition | undefined;
  #open: { readonly descriptor: number; readonly inode: number; offset: number } | undefined;
  #rest = Buffer.alloc(0);

  constructor(path: string, onLine: (line: string) => void, from: LogPosition | undefined) {
    this.#path = path;
    this.#onLine = onLine;
    this.#from = from;
  }

  /** Reads what is new; the file that was followed is read to its end before the one that took its name. */
  read(): void {
    this.#readOpen();
    const inode = fs.statSync(this.#path, { throwIfNoEntry: false })?.ino;
    if (inode === undefined || inode === this.#open?.inode) return;
    this.#readOpen();
    this.close();
    this.#openNew();
    this.#readOpen();
  }

  close(): void {
    if (this.#open) fs.closeSync(this.#open.descriptor);
    this.#open = undefined;
  }

  #openNew(): void {
    const descriptor = openIfThere(this.#path);
    if (descriptor === undefined) return;
    const inode = fs.fstatSync(descriptor).ino;
    const offset = this.#from?.inode === inode ? this.#from.offset : 0;
    this.#from = undefined;
    this.#open = { descriptor, inode, offset };
    this.#rest = Buffer.alloc(0);
  }

  #readOpen(): void {
    const open = this.#open;
    if (!open) return;
    if (fs.fstatSync(open.descriptor).size < open.offset) {
      open.offset = 0;
      this.#rest = Buffer.alloc(0);
    }
    for (;;) {
      const block = readAt(open.descriptor, open.offset, blockBytes);
      if (block.byteLength === 0) return;
      open.offset += block.byteLength;
      this.#emit(block);
    }
  }

  #emit(block: Buffer): void {
    let text = Buffer.concat([this.#rest, block]);
    for (let end = text.indexOf(10); end !== -1; end = text.indexOf(10)) {
      this.#onLine(text.subarray(0, end).toString('utf8'));
      text = text.subarray(end + 1);
    }
    this.#rest = Buffer.from(text);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return fs.openSync(path, 'r');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function readAt(descriptor: number, offset: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  return buffer.subarray(0, fs.readSync(descriptor, buffer, 0, length, offset));
}

function countNewlines(block: Buffer): number {
  let count = 0;
  for (let at = block.indexOf(10); at !== -1; at = block.indexOf(10, at + 1)) count += 1;
  return count;
}
