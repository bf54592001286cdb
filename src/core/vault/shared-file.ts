import { type FileStat, type FileSystem, type Files, ioError } from '../files/index.ts';

/** Bytes of a file that is held open, so that what happens to it after a rename over it can still be read. */
export class HeldFile {
  readonly bytes: Buffer;
  readonly stat: FileStat;
  readonly #fileSystem: FileSystem;
  readonly #descriptor: number;
  #open = true;

  private constructor(fileSystem: FileSystem, descriptor: number, maxBytes: number) {
    this.#fileSystem = fileSystem;
    this.#descriptor = descriptor;
    this.stat = fileSystem.statDescriptor(descriptor);
    this.bytes = this.read(maxBytes);
  }

  /** `undefined` when nothing is there; a link or folder throws. */
  static open(files: Files, path: string, maxBytes: number): HeldFile | undefined {
    // Also refuses what is no regular file.
    if (files.read(path, 0) === undefined) return undefined;
    const { fileSystem } = files;
    try {
      const descriptor = fileSystem.open(path, 'read');
      try {
        return new HeldFile(fileSystem, descriptor, maxBytes);
      } catch (error) {
        fileSystem.close(descriptor);
        throw error;
      }
    } catch (error) {
      throw ioError(`cannot read ${path}`, error);
    }
  }

  /** What the file holds now, even if its name leads elsewhere by now. */
  read(maxBytes: number): Buffer {
    const { sizeBytes } = this.#fileSystem.statDescriptor(this.#descriptor);
    const buffer = Buffer.alloc(Math.min(sizeBytes, maxBytes));
    let filled = 0;
    while (filled < buffer.byteLength) {
      const count = this.#fileSystem.read(this.#descriptor, buffer.subarray(filled), filled);
      if (count === 0) break;
      filled += count;
    }
    return buffer.subarray(0, filled);
  }

  /** Releases the file; again is harmless. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#fileSystem.close(this.#descriptor);
  }
}
