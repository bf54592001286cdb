import { dirname } from 'node:path';
import type { Closable, FileStat, FileSystem, FolderReader, OpenFlags } from '../../files/index.ts';

/** A file system in which some files are others: how a trail is looked at as it would be after a restore. */
export class RedirectedFileSystem implements FileSystem {
  readonly #inner: FileSystem;
  readonly #instead: ReadonlyMap<string, string>;

  /** `instead`: path → path of what lies there in this view. */
  constructor(inner: FileSystem, instead: ReadonlyMap<string, string>) {
    this.#inner = inner;
    this.#instead = instead;
  }

  open(path: string, flags: OpenFlags, mode?: number): number {
    return this.#inner.open(this.#real(path), flags, mode);
  }

  stat(path: string): FileStat | undefined {
    return this.#inner.stat(this.#real(path));
  }

  openFolder(path: string): FolderReader {
    const reader = this.#inner.openFolder(path);
    const added = [...this.#instead.keys()].filter(
      (other) => dirname(other) === path && this.#inner.stat(other) === undefined,
    );
    return {
      next: () => {
        const entry = reader.next();
        if (entry) return entry;
        const other = added.pop();
        return other === undefined ? undefined : { name: other.slice(path.length + 1), kind: 'file' };
      },
      close: () => reader.close(),
    };
  }

  read(descriptor: number, buffer: Uint8Array, position: number): number {
    return this.#inner.read(descriptor, buffer, position);
  }

  close(descriptor: number): void {
    this.#inner.close(descriptor);
  }

  statDescriptor(descriptor: number): FileStat {
    return this.#inner.statDescriptor(descriptor);
  }

  realPath(path: string): string {
    return this.#inner.realPath(path);
  }

  write(): number {
    throw onlyForReading();
  }

  truncate(): void {
    throw onlyForReading();
  }

  sync(): Promise<void> {
    throw onlyForReading();
  }

  rename(): void {
    throw onlyForReading();
  }

  unlink(): void {
    throw onlyForReading();
  }

  makeFolder(): void {
    throw onlyForReading();
  }

  removeFolder(): void {
    throw onlyForReading();
  }

  setTimes(): void {
    throw onlyForReading();
  }

  watch(): Closable {
    throw onlyForReading();
  }

  #real(path: string): string {
    return this.#instead.get(path) ?? path;
  }
}

function onlyForReading(): Error {
  return new Error('this view is for reading only');
}
