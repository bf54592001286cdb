import { basename, dirname, join } from 'node:path';
import { isSystemError } from '../../shared/errors.ts';
import type { FileSystem } from './file-system.ts';
import { ioError } from './io-error.ts';
import { readFully, writeFully } from './write-bytes.ts';

/**
 * Copies that need to live only as long as this process: written at once and never synced. The folder has a name by which a
 * later start finds and removes what a kill left.
 */
export class Scratch {
  readonly folder: string;
  readonly #fileSystem: FileSystem;
  readonly #folders = new Set<string>();
  readonly #files = new Set<string>();

  /** Makes `folder`, whose parent exists. */
  constructor(fileSystem: FileSystem, folder: string) {
    this.#fileSystem = fileSystem;
    this.folder = folder;
    this.#make(folder);
  }

  path(...segments: readonly string[]): string {
    return join(this.folder, ...segments);
  }

  /** Makes a folder one level below. */
  makeFolder(name: string): void {
    if (!this.#folders.has(this.path(name))) this.#make(this.path(name));
  }

  /** Copies a file with its time, replacing an earlier copy. Whether it was there. */
  copy(from: string, to: string): boolean {
    try {
      const stat = this.#fileSystem.stat(from);
      if (stat?.kind !== 'file') return false;
      const bytes = this.#read(from);
      this.write(to, bytes);
      this.#fileSystem.setTimes(to, stat.modifiedMs, stat.modifiedMs);
      return true;
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return false;
      throw ioError(`cannot copy ${basename(from)}`, error);
    }
  }

  write(path: string, content: string | Uint8Array): void {
    try {
      this.remove(path);
      const descriptor = this.#fileSystem.open(path, 'create');
      this.#files.add(path);
      try {
        const bytes = typeof content === 'string' ? Buffer.from(content) : content;
        writeFully(this.#fileSystem, descriptor, bytes, 0);
      } finally {
        this.#fileSystem.close(descriptor);
      }
    } catch (error) {
      throw ioError(`cannot write ${path}`, error);
    }
  }

  /** Writes pieces one after the other, pausing between them. */
  async writeBy(path: string, pieces: Iterable<string>, pause: () => Promise<unknown>): Promise<void> {
    try {
      const descriptor = this.#fileSystem.open(path, 'create');
      this.#files.add(path);
      try {
        let position = 0;
        for (const piece of pieces) {
          const bytes = Buffer.from(piece);
          writeFully(this.#fileSystem, descriptor, bytes, position);
          position += bytes.byteLength;
          await pause();
        }
      } finally {
        this.#fileSystem.close(descriptor);
      }
    } catch (error) {
      throw ioError(`cannot write ${path}`, error);
    }
  }

  remove(path: string): void {
    if (!this.#files.delete(path)) return;
    this.#fileSystem.unlink(path);
  }

  /** Whether a copy is there. */
  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** Removes everything; what a failing disk keeps is for the next start. */
  async dispose(pause: () => Promise<unknown>): Promise<void> {
    for (const path of this.#files) {
      this.#attempt(() => this.#fileSystem.unlink(path));
      await pause();
    }
    for (const folder of [...this.#folders].reverse())
      this.#attempt(() => this.#fileSystem.removeFolder(folder));
  }

  #read(path: string): Buffer {
    const descriptor = this.#fileSystem.open(path, 'read');
    try {
      return readFully(this.#fileSystem, descriptor, Number.MAX_SAFE_INTEGER - 1);
    } finally {
      this.#fileSystem.close(descriptor);
    }
  }

  #make(folder: string): void {
    try {
      this.#fileSystem.makeFolder(folder);
      this.#folders.add(folder);
    } catch (error) {
      throw ioError(`cannot make the folder ${basename(folder)} in ${dirname(folder)}`, error);
    }
  }

  #attempt(change: () => void): void {
    try {
      change();
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  }
}
