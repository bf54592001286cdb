import fs from 'node:fs';
import { ArchiveRefusal } from './refusal.ts';

const windowBytes = 512 * 1024;

/** An open archive. Neighbouring reads are served from one window of half a MiB. */
export class ZipFile {
  readonly descriptor: number;
  readonly sizeBytes: number;
  readonly #window = Buffer.allocUnsafeSlow(windowBytes);
  #start = 0;
  #filled = 0;

  private constructor(descriptor: number, sizeBytes: number) {
    this.descriptor = descriptor;
    this.sizeBytes = sizeBytes;
  }

  /** Throws system errors; refuses what is not a regular file. */
  static open(path: string): ZipFile {
    const descriptor = fs.openSync(path, 'r');
    const stats = fs.fstatSync(descriptor);
    if (stats.isFile()) return new ZipFile(descriptor, stats.size);
    fs.closeSync(descriptor);
    throw new ArchiveRefusal('it is not a file');
  }

  /** Bytes at `position`, valid until the next call. */
  bytes(position: number, length: number): Buffer {
    if (position < 0 || position + length > this.sizeBytes) throw new ArchiveRefusal('it is cut short');
    if (length > windowBytes) return this.copy(position, length);
    if (position < this.#start || position + length > this.#start + this.#filled) {
      this.#filled = readFully(this.descriptor, this.#window, position);
      this.#start = position;
      if (this.#filled < length) throw new ArchiveRefusal('it became shorter while it was read');
    }
    const from = position - this.#start;
    return this.#window.subarray(from, from + length);
  }

  /** Bytes at `position`, for the caller to keep. */
  copy(position: number, length: number): Buffer {
    if (position < 0 || position + length > this.sizeBytes) throw new ArchiveRefusal('it is cut short');
    const bytes = Buffer.allocUnsafeSlow(length);
    if (readFully(this.descriptor, bytes, position) < length) {
      throw new ArchiveRefusal('it became shorter while it was read');
    }
    return bytes;
  }

  close(): void {
    fs.closeSync(this.descriptor);
  }
}

function readFully(descriptor: number, into: Buffer, position: number): number {
  let filled = 0;
  while (filled < into.byteLength) {
    const count = fs.readSync(descriptor, into, filled, into.byteLength - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}
