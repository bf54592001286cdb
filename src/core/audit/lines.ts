import { nextTurn } from '../clock/index.ts';
import { type Files, ioError } from '../files/index.ts';
import { fileSize, readRange } from './day-files.ts';
import { maxLineBytes } from './entry.ts';

const blockBytes = 1024 * 1024;
const backwardBlockBytes = 64 * 1024;

interface BlockVisitor {
  /** One or more complete lines, the last newline included. The buffer is reused: copy what must stay. */
  block(buffer: Buffer, from: number, to: number, offset: number): void;
  /** A complete line of more than 16 MiB. */
  tooLong(offset: number): void;
}

/** What is told of the lines of a file, in their order. */
export interface LineVisitor {
  /** A complete line, without its newline. The buffer is reused: copy what must stay. */
  line(buffer: Buffer, from: number, to: number, offset: number): void;
  tooLong(offset: number): void;
}

export interface ScanOptions {
  readonly startOffset?: number;
  readonly endOffset?: number;
  readonly blockBytes?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onBlock?: ((bytes: number) => void) | undefined;
}

/** How far a scan came. */
export interface Scanned {
  /** Offset after the last newline. */
  readonly completeBytes: number;
  readonly readBytes: number;
}

/** Visits the complete lines of a file in blocks of 1 MiB, leaving the event loop free between blocks. */
async function scanBlocks(
  files: Files,
  path: string,
  visitor: BlockVisitor,
  options: ScanOptions = {},
): Promise<Scanned> {
  const startOffset = options.startOffset ?? 0;
  if (files.stat(path)?.kind !== 'file') return { completeBytes: startOffset, readBytes: startOffset };
  const descriptor = openForReading(files, path);
  try {
    return await readBlocks(files, path, descriptor, visitor, { ...options, startOffset });
  } finally {
    files.fileSystem.close(descriptor);
  }
}

async function readBlocks(
  files: Files,
  path: string,
  descriptor: number,
  visitor: BlockVisitor,
  options: ScanOptions & { readonly startOffset: number },
): Promise<Scanned> {
  const endOffset = options.endOffset ?? Number.MAX_SAFE_INTEGER;
  let buffer = Buffer.allocUnsafe(options.blockBytes ?? blockBytes);
  let filled = 0;
  let base = options.startOffset;
  let overlongFrom: number | undefined;
  for (;;) {
    const room = Math.min(buffer.length - filled, endOffset - base - filled);
    const count = readInto(files, path, descriptor, buffer.subarray(filled, filled + room), base + filled);
    if (count === 0) break;
    const read = buffer.subarray(0, filled + count);
    let from = 0;
    const to = read.lastIndexOf(10) + 1;
    if (overlongFrom !== undefined && to > 0) {
      visitor.tooLong(overlongFrom);
      overlongFrom = undefined;
      from = read.indexOf(10) + 1;
    }
    if (to > from) visitor.block(buffer, from, to, base + from);
    buffer.copy(buffer, 0, to, read.length);
    base += to;
    filled = read.length - to;
    if (overlongFrom !== undefined || filled > maxLineBytes) {
      overlongFrom ??= base;
      base += filled;
      filled = 0;
    } else if (filled > buffer.length / 2) {
      buffer = Buffer.concat([buffer.subarray(0, filled)], buffer.length * 2);
    }
    options.onBlock?.(count);
    await nextTurn();
    options.signal?.throwIfAborted();
  }
  return { completeBytes: overlongFrom ?? base, readBytes: base + filled };
}

/** Like `scanBlocks`, line by line. */
export function scanLines(
  files: Files,
  path: string,
  visitor: LineVisitor,
  options: ScanOptions = {},
): Promise<Scanned> {
  const block = (buffer: Buffer, from: number, to: number, offset: number) => {
    for (let start = from; start < to; ) {
      const newline = buffer.indexOf(10, start);
      visitor.line(buffer, start, newline, offset + start - from);
      start = newline + 1;
    }
  };
  return scanBlocks(files, path, { block, tooLong: (offset) => visitor.tooLong(offset) }, options);
}

/** Visits only the lines that hold `needle`, found by bytes (over 1 GB/s). */
export async function scanFor(
  files: Files,
  path: string,
  needle: Buffer,
  visit: (line: Buffer) => void,
): Promise<void> {
  const block = (buffer: Buffer, from: number, to: number) => {
    const region = buffer.subarray(from, to);
    let found = region.indexOf(needle);
    while (found !== -1) {
      const start = region.lastIndexOf(10, found) + 1;
      const end = region.indexOf(10, found);
      visit(region.subarray(start, end));
      found = region.indexOf(needle, end);
    }
  };
  await scanBlocks(files, path, { block, tooLong: () => undefined });
}

function openForReading(files: Files, path: string): number {
  try {
    return files.fileSystem.open(path, 'read');
  } catch (error) {
    throw ioError(`cannot read ${path}`, error);
  }
}

function readInto(files: Files, path: string, descriptor: number, buffer: Buffer, position: number): number {
  if (buffer.length === 0) return 0;
  try {
    return files.fileSystem.read(descriptor, buffer, position);
  } catch (error) {
    throw ioError(`cannot read ${path}`, error);
  }
}

export interface PlacedLine {
  readonly line: Buffer;
  readonly offset: number;
}

/** The complete lines of a file from the last to the first; bytes after the last newline are left out. */
export function* linesBackwards(files: Files, folder: string, name: string): Generator<PlacedLine> {
  let start = fileSize(files, folder, name);
  let pending = Buffer.alloc(0);
  let complete = false;
  while (start > 0) {
    const blockStart = Math.max(0, start - Math.max(backwardBlockBytes, pending.length));
    pending = Buffer.concat([readRange(files, folder, name, blockStart, start), pending]);
    start = blockStart;
    for (;;) {
      const newline = pending.lastIndexOf(10);
      if (newline === -1) break;
      if (complete) yield { line: pending.subarray(newline + 1), offset: start + newline + 1 };
      complete = true;
      pending = pending.subarray(0, newline);
    }
  }
  if (complete) yield { line: pending, offset: 0 };
}
