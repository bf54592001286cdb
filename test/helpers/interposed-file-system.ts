import type { Closable, FileStat, FileSystem, FolderReader, OpenFlags } from '../../src/core/files/index.ts';

/** One call that reaches the disk; looking (`stat`, `realPath`) and closing are none. */
export interface FileOperation {
  readonly name:
    | 'open'
    | 'read'
    | 'write'
    | 'truncate'
    | 'sync'
    | 'rename'
    | 'unlink'
    | 'makeFolder'
    | 'removeFolder'
    | 'setTimes'
    | 'openFolder';
  readonly path: string;
  /** Whether it changes what is on the disk or makes a change durable. */
  readonly mutates: boolean;
}

/** A file system that lets a subclass step in around every operation. */
export abstract class InterposedFileSystem implements FileSystem {
  readonly #inner: FileSystem;
  readonly #paths = new Map<number, string>();

  constructor(inner: FileSystem) {
    this.#inner = inner;
  }

  /** Calls `run` at most once; what it throws is what the caller of the operation sees. */
  protected abstract around<T>(operation: FileOperation, run: () => T): T;

  open(path: string, flags: OpenFlags, mode?: number): number {
    const mutates = flags === 'create' || (flags === 'append' && this.#inner.stat(path) === undefined);
    return this.around({ name: 'open', path, mutates }, () => {
      const descriptor = this.#inner.open(path, flags, mode);
      this.#paths.set(descriptor, path);
      return descriptor;
    });
  }

  read(descriptor: number, buffer: Uint8Array, position: number): number {
    return this.around(this.#on('read', descriptor, false), () =>
      this.#inner.read(descriptor, buffer, position),
    );
  }

  write(descriptor: number, bytes: Uint8Array, position: number): number {
    return this.around(this.#on('write', descriptor), () => this.#inner.write(descriptor, bytes, position));
  }

  truncate(descriptor: number, sizeBytes: number): void {
    this.around(this.#on('truncate', descriptor), () => this.#inner.truncate(descriptor, sizeBytes));
  }

  async sync(descriptor: number): Promise<void> {
    await this.around(this.#on('sync', descriptor), () => this.#inner.sync(descriptor));
  }

  close(descriptor: number): void {
    this.#paths.delete(descriptor);
    this.#inner.close(descriptor);
  }

  rename(from: string, to: string): void {
    this.around({ name: 'rename', path: to, mutates: true }, () => this.#inner.rename(from, to));
  }

  unlink(path: string): void {
    this.around({ name: 'unlink', path, mutates: true }, () => this.#inner.unlink(path));
  }

  makeFolder(path: string, mode?: number): void {
    this.around({ name: 'makeFolder', path, mutates: true }, () => this.#inner.makeFolder(path, mode));
  }

  removeFolder(path: string): void {
    this.around({ name: 'removeFolder', path, mutates: true }, () => this.#inner.removeFolder(path));
  }

  setTimes(path: string, accessedMs: number, modifiedMs: number): void {
    this.around({ name: 'setTimes', path, mutates: true }, () =>
      this.#inner.setTimes(path, accessedMs, modifiedMs),
    );
  }

  openFolder(path: string): FolderReader {
    return this.around({ name: 'openFolder', path, mutates: false }, () => this.#inner.openFolder(path));
  }

  statDescriptor(descriptor: number): FileStat {
    return this.#inner.statDescriptor(descriptor);
  }

  stat(path: string): FileStat | undefined {
    return this.#inner.stat(path);
  }

  realPath(path: string): string {
    return this.#inner.realPath(path);
  }

  watch(path: string, listener: (name: string | null) => void, failed: (error: Error) => void): Closable {
    return this.#inner.watch(path, listener, failed);
  }

  #on(name: FileOperation['name'], descriptor: number, mutates = true): FileOperation {
    return { name, path: this.#paths.get(descriptor) ?? '', mutates };
  }
}
