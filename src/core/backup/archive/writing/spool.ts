import fs from 'node:fs';

const bufferBytes = 256 * 1024;

/** Where directory and manifest wait on the disk until all contents are written. All of them end in `.partial`. */
export function spoolPaths(partialPath: string): readonly [directory: string, manifest: string] {
  const base = partialPath.replace(/\.partial$/, '');
  return [`${base}.directory.partial`, `${base}.manifest.partial`];
}

/** A temporary file that is written once from the beginning and then read once. */
export class Spool {
  readonly #path: string;
  readonly #descriptor: number;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #written = 0;

  constructor(path: string) {
    this.#path = path;
    this.#descriptor = fs.openSync(path, 'wx+', 0o600);
  }

  get sizeBytes(): number {
    return this.#written + this.#waitingBytes;
  }

  append(bytes: Buffer): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.byteLength;
    if (this.#waitingBytes >= bufferBytes) this.#flush();
  }

  /** All of it in pieces, each valid until the next. */
  *pieces(): Generator<Buffer> {
    this.#flush();
    const buffer = Buffer.allocUnsafeSlow(bufferBytes);
    for (let position = 0; position < this.#written; ) {
      const count = fs.readSync(this.#descriptor, buffer, 0, bufferBytes, position);
      if (count === 0) return;
      yield buffer.subarray(0, count);
      position += count;
    }
  }

  /** Closes and removes it. */
  remove(): void {
    fs.closeSync(this.#descriptor);
    fs.rmSync(this.#path, { force: true });
  }

  #flush(): void {
    writeFully(this.#descriptor, Buffer.concat(this.#waiting), this.#written);
    this.#written += this.#waitingBytes;
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}

/** Writes all of it, going on after short writes; ENOSPC when the system takes nothing more. */
export function writeFully(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.byteLength; ) {
    const count = fs.writeSync(descriptor, bytes, done, bytes.byteLength - done, position + done);
    if (count <= 0)
      throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC', syscall: 'write' });
    done += count;
  }
}
