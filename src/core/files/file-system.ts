import fs from 'node:fs';

/** What `core/files` needs of the operating system. Paths are absolute; failures are system errors. */
export interface FileSystem {
  open(path: string, flags: OpenFlags, mode?: number): number;
  read(descriptor: number, buffer: Uint8Array, position: number): number;
  /** Returns the bytes written, which may be fewer than asked. */
  write(descriptor: number, bytes: Uint8Array, position: number): number;
  truncate(descriptor: number, sizeBytes: number): void;
  /** The only call that waits for the disk, and the only asynchronous one (5–15 µs against ≥ 100 µs). */
  sync(descriptor: number): Promise<void>;
  close(descriptor: number): void;
  rename(from: string, to: string): void;
  unlink(path: string): void;
  makeFolder(path: string, mode?: number): void;
  removeFolder(path: string): void;
  setTimes(path: string, accessedMs: number, modifiedMs: number): void;
  statDescriptor(descriptor: number): FileStat;
  /** Never follows a symbolic link. `undefined` when nothing is there. */
  stat(path: string): FileStat | undefined;
  /** The path with every symbolic link resolved. */
  realPath(path: string): string;
  openFolder(path: string): FolderReader;
  watch(path: string, listener: (name: string | null) => void, failed: (error: Error) => void): Closable;
}

/** `read`: existing only · `create`: must not exist · `append`: created when missing, read and write. */
export type OpenFlags = 'read' | 'create' | 'append' | 'folder';

/** The entries of an open folder, one after another, in no order. */
export interface FolderReader {
  next(): FolderEntry | undefined;
  close(): void;
}

/** One name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: FileKind;
}

/** `link` is a symbolic link, whatever it leads to; `other` is a device, a pipe or a socket. */
export type FileKind = 'file' | 'folder' | 'link' | 'other';

/** What is known of a file without reading it. Times are epoch milliseconds. */
export interface FileStat {
  readonly kind: FileKind;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly changedMs: number;
  readonly inode: number;
  readonly device: number;
}

/** Something that holds a resource until it is closed. */
export interface Closable {
  close(): void;
}

/** The machine's file system. */
export class NodeFileSystem implements FileSystem {
  open(path: string, flags: OpenFlags, mode = 0o600): number {
    return fs.openSync(path, nodeFlags[flags], mode);
  }

  read(descriptor: number, buffer: Uint8Array, position: number): number {
    return fs.readSync(descriptor, buffer, 0, buffer.byteLength, position);
  }

  write(descriptor: number, bytes: Uint8Array, position: number): number {
    return fs.writeSync(descriptor, bytes, 0, bytes.byteLength, position);
  }

  truncate(descriptor: number, sizeBytes: number): void {
    fs.ftruncateSync(descriptor, sizeBytes);
  }

  sync(descriptor: number): Promise<void> {
    return new Promise((resolve, reject) => {
      fs.fsync(descriptor, (error) => (error ? reject(error) : resolve()));
    });
  }

  close(descriptor: number): void {
    fs.closeSync(descriptor);
  }

  rename(from: string, to: string): void {
    fs.renameSync(from, to);
  }

  unlink(path: string): void {
    fs.unlinkSync(path);
  }

  makeFolder(path: string, mode = 0o755): void {
    fs.mkdirSync(path, { mode });
  }

  removeFolder(path: string): void {
    fs.rmdirSync(path);
  }

  setTimes(path: string, accessedMs: number, modifiedMs: number): void {
    fs.utimesSync(path, accessedMs / 1000, modifiedMs / 1000);
  }

  statDescriptor(descriptor: number): FileStat {
    return fileStat(fs.fstatSync(descriptor));
  }

  stat(path: string): FileStat | undefined {
    const stats = fs.lstatSync(path, { throwIfNoEntry: false });
    return stats && fileStat(stats);
  }

  realPath(path: string): string {
    return fs.realpathSync.native(path);
  }

  openFolder(path: string): FolderReader {
    const folder = fs.opendirSync(path, { bufferSize: 4096 });
    return {
      next: () => {
        const entry = folder.readSync();
        return entry === null ? undefined : { name: entry.name, kind: fileKind(entry) };
      },
      close: () => folder.closeSync(),
    };
  }

  watch(path: string, listener: (name: string | null) => void, failed: (error: Error) => void): Closable {
    const watcher = fs.watch(path, { persistent: false }, (_event, name) => listener(name));
    watcher.on('error', failed);
    return watcher;
  }
}

const { O_RDONLY, O_RDWR, O_CREAT, O_EXCL } = fs.constants;

const nodeFlags = {
  read: O_RDONLY,
  folder: O_RDONLY,
  create: O_RDWR | O_CREAT | O_EXCL,
  append: O_RDWR | O_CREAT,
} as const satisfies Record<OpenFlags, number>;

interface KindQueries {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function fileKind(entry: KindQueries): FileKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function fileStat(stats: fs.Stats): FileStat {
  return {
    kind: fileKind(stats),
    sizeBytes: stats.size,
    modifiedMs: stats.mtimeMs,
    changedMs: stats.ctimeMs,
    inode: stats.ino,
    device: stats.dev,
  };
}
