import { dirname } from 'node:path';
import type { FileSystem } from './file-system.ts';
import type { FolderSync } from './folder-sync.ts';
import { ioError } from './io-error.ts';
import { writeFully } from './write-bytes.ts';

/**
 * An append-only file with group commit: everything appended since the last commit reaches the disk with
 * one fsync, however many callers wait for it.
 *
 * Invariants: `sizeBytes` counts only acknowledged bytes. After a failed commit the file is cut back to
 * that size before anything else is written, and what was not acknowledged stays queued: the next commit
 * tries it again, in order.
 */
export class AppendLog {
  readonly path: string;
  readonly #fileSystem: FileSystem;
  readonly #folders: FolderSync;
  #descriptor: number | undefined;
  #created = false;
  #acknowledgedBytes = 0;
  #dirty = false;
  #queued: Uint8Array[] = [];
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(fileSystem: FileSystem, folders: FolderSync, path: string) {
    this.path = path;
    this.#fileSystem = fileSystem;
    this.#folders = folders;
    const stat = fileSystem.stat(path);
    this.#created = stat === undefined;
    this.#acknowledgedBytes = stat?.sizeBytes ?? 0;
  }

  /** Bytes known to be on the disk. */
  get sizeBytes(): number {
    return this.#acknowledgedBytes;
  }

  /** Bytes still waiting for a commit. */
  get hasQueued(): boolean {
    return this.#queued.length > 0;
  }

  /** Queues bytes behind everything appended before; `commit` makes them durable. */
  append(bytes: Uint8Array): void {
    this.#queued.push(bytes);
  }

  /** Resolves once everything appended before the call is on the disk. */
  commit(): Promise<void> {
    if (this.#next === undefined) {
      const round = this.#running
        .catch(() => undefined)
        .then(() => {
          this.#next = undefined;
          return this.#flush();
        });
      this.#next = round;
      this.#running = round;
    }
    return this.#next;
  }

  /** Cuts the file at `sizeBytes`, durably: how a torn tail is removed. */
  async cut(sizeBytes: number): Promise<void> {
    await this.#running.catch(() => undefined);
    try {
      const descriptor = this.#open();
      this.#fileSystem.truncate(descriptor, sizeBytes);
      await this.#fileSystem.sync(descriptor);
      this.#acknowledgedBytes = sizeBytes;
    } catch (error) {
      throw ioError(`cannot cut ${this.path}`, error);
    }
  }

  /** Commits what is queued and releases the file. */
  async close(): Promise<void> {
    try {
      if (this.hasQueued) await this.commit();
    } finally {
      await this.#running.catch(() => undefined);
      this.#release();
    }
  }

  async #flush(): Promise<void> {
    const batch = this.#queued;
    if (batch.length === 0) return;
    this.#queued = [];
    const bytes = batch.length === 1 && batch[0] ? batch[0] : Buffer.concat(batch);
    try {
      const descriptor = this.#open();
      if (this.#dirty) this.#fileSystem.truncate(descriptor, this.#acknowledgedBytes);
      this.#dirty = true;
      writeFully(this.#fileSystem, descriptor, bytes, this.#acknowledgedBytes);
      await this.#fileSystem.sync(descriptor);
      if (this.#created) await this.#folders.now(dirname(this.path));
      this.#created = false;
      this.#dirty = false;
      this.#acknowledgedBytes += bytes.byteLength;
    } catch (error) {
      this.#queued = [bytes, ...this.#queued];
      this.#undo();
      throw ioError(`cannot append to ${this.path}`, error);
    }
  }

  /** After a failed fsync the kernel may have dropped the pages: cut, close, and start from a fresh handle. */
  #undo(): void {
    if (this.#descriptor === undefined) return;
    try {
      this.#fileSystem.truncate(this.#descriptor, this.#acknowledgedBytes);
      this.#dirty = false;
    } catch {
      // `#dirty` stays set: the next commit cuts before it writes.
    }
    this.#release();
  }

  #open(): number {
    this.#descriptor ??= this.#fileSystem.open(this.path, 'append');
    return this.#descriptor;
  }

  #release(): void {
    if (this.#descriptor === undefined) return;
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    this.#fileSystem.close(descriptor);
  }
}
