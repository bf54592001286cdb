import { basename, dirname, join } from 'node:path';
import { isSystemError } from '../../shared/errors.ts';
import { type Clock, nextTurn, type Random } from '../clock/index.ts';
import { AppendLog } from './append-log.ts';
import type { Closable, FileKind, FileStat, FileSystem, FolderEntry } from './file-system.ts';
import { FolderSync } from './folder-sync.ts';
import { InPlaceFile } from './in-place-file.ts';
import { ioError } from './io-error.ts';
import { withRetry } from './retry.ts';
import { safeJoin } from './safe-path.ts';
import { Slots } from './slots.ts';
import { readFully, writeFully } from './write-bytes.ts';

const leftoverPrefix = '.tmp-';
const sliceMs = 4;

export interface FilesDependencies {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  readonly random: Random;
  readonly platform: NodeJS.Platform;
}

/**
 * When a rename must survive a power loss. `now`: before the call resolves · `later`: within a second,
 * shared with others, for what recovery can make again · `never`: the caller syncs the folder itself.
 */
export type FolderDurability = 'now' | 'later' | 'never';

export interface WriteOptions {
  readonly folder?: FolderDurability;
  /** Permission bits of a new file; 0o644 by default. */
  readonly mode?: number;
}

/** What goes into a file: as a whole, or piece by piece. */
type Content = string | Uint8Array | ((write: (bytes: Uint8Array) => void) => Promise<void>);

/**
 * Durable files: the only code of the employee that writes, renames, fsyncs or unlinks. Every method either does the
 * whole change or leaves the former version byte-identical and throws an `EmployeeError` (`io`, `no_space`).
 */
export class Files {
  readonly fileSystem: FileSystem;
  readonly folders: FolderSync;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #platform: NodeJS.Platform;
  /** Temporary files that a failing disk did not let go of. */
  readonly #undiscarded = new Set<string>();

  constructor(dependencies: FilesDependencies) {
    this.fileSystem = dependencies.fileSystem;
    this.#clock = dependencies.clock;
    this.#random = dependencies.random;
    this.#platform = dependencies.platform;
    this.folders = new FolderSync(dependencies.fileSystem, dependencies.clock, dependencies.platform);
  }

  stat(path: string): FileStat | undefined {
    try {
      return this.fileSystem.stat(path);
    } catch (error) {
      if (isSystemError(error, 'ENOTDIR', 'ENOENT')) return undefined;
      throw ioError(`cannot look at ${path}`, error);
    }
  }

  exists(path: string): boolean {
    return this.stat(path) !== undefined;
  }

  /** At most `maxBytes + 1` bytes, so that a longer file shows; `undefined` when nothing is there. Links are not followed. */
  read(path: string, maxBytes = Number.MAX_SAFE_INTEGER - 1): Buffer | undefined {
    const kind = this.stat(path)?.kind;
    if (kind === undefined) return undefined;
    try {
      if (kind !== 'file') throw notARegularFile(kind);
      const descriptor = this.fileSystem.open(path, 'read');
      try {
        return readFully(this.fileSystem, descriptor, maxBytes);
      } finally {
        this.fileSystem.close(descriptor);
      }
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return undefined;
      throw ioError(`cannot read ${path}`, error);
    }
  }

  /** UTF-8 text; `undefined` when nothing is there. */
  readText(path: string): string | undefined {
    return this.read(path)?.toString('utf8');
  }

  /** Puts `content` at `path`, replacing what was there. */
  async write(path: string, content: string | Uint8Array, options: WriteOptions = {}): Promise<void> {
    await this.#place(path, content, options, () => true);
  }

  /** Puts `content` at `path` unless something is there already. */
  async create(
    path: string,
    content: string | Uint8Array,
    options: WriteOptions = {},
  ): Promise<'created' | 'exists'> {
    if (this.exists(path)) return 'exists';
    const placed = await this.#place(path, content, options, () => !this.exists(path));
    return placed ? 'created' : 'exists';
  }

  /**
   * Like `create`, for content that is handed over piece by piece and never held as a whole. The file appears when `fill`
   * has resolved; when it rejects nothing does.
   */
  async createBy(
    path: string,
    fill: (write: (bytes: Uint8Array) => void) => Promise<void>,
    options: WriteOptions = {},
  ): Promise<'created' | 'exists'> {
    if (this.exists(path)) return 'exists';
    const placed = await this.#place(path, fill, options, () => !this.exists(path));
    return placed ? 'created' : 'exists';
  }

  /**
   * Replaces `path` only if `unchanged()` still holds right before the rename: how a file is shared with an
   * editor. Resolves to whether it was replaced.
   */
  async replaceIf(
    path: string,
    content: string | Uint8Array,
    unchanged: () => boolean,
    options: WriteOptions = {},
  ): Promise<boolean> {
    return this.#place(path, content, options, unchanged);
  }

  /** Renames without ever overwriting; both folders are on one disk and held by one writer. */
  async move(
    from: string,
    to: string,
    folder: FolderDurability = 'now',
  ): Promise<'moved' | 'exists' | 'missing'> {
    try {
      if (this.exists(to)) return 'exists';
      await withRetry(this.#platform, this.#clock, () => this.fileSystem.rename(from, to));
      await this.#settleFolder(dirname(to), folder);
      return 'moved';
    } catch (error) {
      if (isSystemError(error, 'ENOENT') && !this.exists(from)) return 'missing';
      throw ioError(`cannot move ${basename(from)} to ${dirname(to)}`, error);
    }
  }

  /** Removes a file; whether there was one. */
  async remove(path: string, folder: FolderDurability = 'never'): Promise<boolean> {
    try {
      await withRetry(this.#platform, this.#clock, () => this.fileSystem.unlink(path));
      await this.#settleFolder(dirname(path), folder);
      return true;
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return false;
      throw ioError(`cannot remove ${path}`, error);
    }
  }

  /** Makes the folder and its missing parents, durably. */
  async ensureFolder(path: string, mode?: number): Promise<void> {
    if (this.stat(path)?.kind === 'folder') return;
    const parent = dirname(path);
    if (parent !== path) await this.ensureFolder(parent);
    try {
      this.fileSystem.makeFolder(path, mode);
      await this.folders.now(parent);
    } catch (error) {
      // EEXIST also stands for a link to a folder, which a person may have put there.
      if (!isSystemError(error, 'EEXIST')) throw ioError(`cannot make the folder ${path}`, error);
    }
  }

  /** Names in a folder, all at once; empty when it is missing. For folders known to be small. */
  names(path: string): string[] {
    const names: string[] = [];
    for (const entry of this.#entries(path)) names.push(entry.name);
    return names;
  }

  /** Visits a folder of any size in slices of 4 ms, so that the event loop stays free. Returns the number of entries. */
  async scan(path: string, visit: (entry: FolderEntry) => void, signal?: AbortSignal): Promise<number> {
    let count = 0;
    let sliceEndMs = performance.now() + sliceMs;
    for (const entry of this.#entries(path)) {
      visit(entry);
      count += 1;
      if (count % 256 === 0 && performance.now() > sliceEndMs) {
        await nextTurn();
        signal?.throwIfAborted();
        sliceEndMs = performance.now() + sliceMs;
      }
    }
    return count;
  }

  /** Removes temporary files that a crash left in a folder of the employee. */
  async removeLeftovers(folder: string): Promise<number> {
    const leftovers = this.names(folder).filter((name) => name.startsWith(leftoverPrefix));
    for (const name of leftovers) await this.remove(join(folder, name));
    return leftovers.length;
  }

  openLog(path: string): AppendLog {
    return new AppendLog(this.fileSystem, this.folders, path);
  }

  openSlots(paths: readonly [string, string]): Slots {
    return new Slots(this.fileSystem, this.folders, paths);
  }

  /** For a heartbeat: rewritten in place, never synced. The file is created when missing. */
  openInPlace(path: string): InPlaceFile {
    return new InPlaceFile(this.fileSystem, path);
  }

  /** Tells the names that change in a folder; `null` when the system does not say which. */
  watch(path: string, changed: (name: string | null) => void, failed: (error: Error) => void): Closable {
    return this.fileSystem.watch(path, changed, failed);
  }

  safeJoin(root: string, ...segments: readonly string[]): string {
    return safeJoin(this.fileSystem, root, ...segments);
  }

  /** Syncs what is due and releases every handle. */
  close(): Promise<void> {
    return this.folders.close();
  }

  async #place(
    path: string,
    content: Content,
    options: WriteOptions,
    allowed: () => boolean,
  ): Promise<boolean> {
    const folder = dirname(path);
    const temporary = join(folder, `${leftoverPrefix}${this.#random.hex(8)}`);
    try {
      await this.#writeTemporary(temporary, content, options.mode ?? 0o644);
      if (!allowed()) {
        await this.#discard(temporary);
        return false;
      }
      await withRetry(this.#platform, this.#clock, () => this.fileSystem.rename(temporary, path));
      for (const leftover of this.#undiscarded) await this.#discard(leftover);
      await this.#settleFolder(folder, options.folder ?? 'now');
      return true;
    } catch (error) {
      await this.#discard(temporary);
      throw ioError(`cannot write ${path}`, error);
    }
  }

  async #writeTemporary(path: string, content: Content, mode: number): Promise<void> {
    const descriptor = await withRetry(this.#platform, this.#clock, () =>
      this.fileSystem.open(path, 'create', mode),
    );
    try {
      let position = 0;
      const write = (bytes: Uint8Array) => {
        writeFully(this.fileSystem, descriptor, bytes, position);
        position += bytes.byteLength;
      };
      if (typeof content === 'function') await content(write);
      else write(typeof content === 'string' ? Buffer.from(content) : content);
      await this.fileSystem.sync(descriptor);
    } finally {
      this.fileSystem.close(descriptor);
    }
  }

  async #discard(temporary: string): Promise<void> {
    try {
      if (this.fileSystem.stat(temporary)) this.fileSystem.unlink(temporary);
      this.#undiscarded.delete(temporary);
    } catch {
      // The disk is failing: tried again after the next write that succeeds, and at the next start.
      this.#undiscarded.add(temporary);
    }
  }

  async #settleFolder(folder: string, durability: FolderDurability): Promise<void> {
    if (durability === 'now') await this.folders.now(folder);
    if (durability === 'later') this.folders.later(folder);
  }

  *#entries(path: string): Generator<FolderEntry> {
    let reader: ReturnType<FileSystem['openFolder']>;
    try {
      reader = this.fileSystem.openFolder(path);
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return;
      throw ioError(`cannot list ${path}`, error);
    }
    try {
      for (let entry = reader.next(); entry !== undefined; entry = reader.next()) yield entry;
    } finally {
      reader.close();
    }
  }
}

function notARegularFile(kind: FileKind): Error {
  return Object.assign(new Error(`it is a ${kind}, not a file`), { code: 'EINVAL' });
}
