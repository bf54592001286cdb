import { isSystemError } from '../../shared/errors.ts';
import type { Clock, Timer } from '../clock/index.ts';
import type { FileSystem } from './file-system.ts';

const laterMs = 1_000;

/**
 * Makes renames durable: fsync of folders, as group commit. At most one fsync per folder is under way;
 * whoever asks meanwhile shares the next one. Handles stay open and are renewed when the folder was replaced.
 */
export class FolderSync {
  readonly #fileSystem: FileSystem;
  readonly #clock: Clock;
  readonly #supported: boolean;
  readonly #folders = new Map<string, OpenFolder>();
  readonly #due = new Set<string>();
  #timer: Timer | undefined;

  constructor(fileSystem: FileSystem, clock: Clock, platform: NodeJS.Platform) {
    this.#fileSystem = fileSystem;
    this.#clock = clock;
    // Windows has no fsync of folders; NTFS journals renames.
    this.#supported = platform !== 'win32';
  }

  /** Resolves once every rename made in `path` before the call survives a power loss. */
  async now(path: string): Promise<void> {
    if (!this.#supported) return;
    this.#due.delete(path);
    const folder = this.#folder(path);
    if (folder.next === undefined) {
      const round = folder.running
        .catch(() => undefined)
        .then(() => {
          folder.next = undefined;
          return this.#sync(path, folder);
        });
      folder.next = round;
      folder.running = round;
    }
    return folder.next;
  }

  /** Like `now`, within a second and shared by all who ask: for what recovery can make again. */
  later(path: string): void {
    if (!this.#supported) return;
    this.#due.add(path);
    this.#timer ??= this.#clock.after(laterMs, () => {
      this.#timer = undefined;
      // A failure stays due and surfaces at the next `settle`.
      this.settle().catch(() => undefined);
    });
  }

  /** Syncs every folder that `later` left due. */
  async settle(): Promise<void> {
    const due = [...this.#due];
    const results = await Promise.allSettled(due.map((path) => this.now(path)));
    for (const [index, result] of results.entries()) {
      const path = due[index];
      if (result.status === 'rejected' && path !== undefined) {
        this.#due.add(path);
        throw result.reason;
      }
    }
  }

  async close(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.settle();
    for (const path of [...this.#folders.keys()]) await this.#release(path);
  }

  #folder(path: string): OpenFolder {
    const known = this.#folders.get(path);
    if (known) return known;
    if (this.#folders.size >= 64) {
      const idle = [...this.#folders].find(([, folder]) => folder.next === undefined && folder.waiting === 0);
      // Everything in it is synced: a failure to close its descriptor loses nothing.
      if (idle) this.#release(idle[0]).catch(() => undefined);
    }
    const folder: OpenFolder = {
      descriptor: undefined,
      inode: -1,
      running: Promise.resolve(),
      next: undefined,
      waiting: 0,
    };
    this.#folders.set(path, folder);
    return folder;
  }

  async #sync(path: string, folder: OpenFolder): Promise<void> {
    folder.waiting += 1;
    try {
      const stat = this.#fileSystem.stat(path);
      // The folder went away with everything in it: nothing is left to make durable.
      if (stat === undefined) return;
      if (folder.descriptor !== undefined && folder.inode !== stat.inode) {
        this.#fileSystem.close(folder.descriptor);
        folder.descriptor = undefined;
      }
      if (folder.descriptor === undefined) {
        folder.descriptor = this.#fileSystem.open(path, 'folder');
        folder.inode = stat.inode;
      }
      await this.#fileSystem.sync(folder.descriptor);
    } catch (error) {
      // Some file systems (network shares, FUSE) refuse fsync on folders.
      if (!isSystemError(error, 'EINVAL', 'EISDIR', 'ENOTSUP')) throw error;
    } finally {
      folder.waiting -= 1;
    }
  }

  async #release(path: string): Promise<void> {
    const folder = this.#folders.get(path);
    if (!folder) return;
    this.#folders.delete(path);
    await folder.running.catch(() => undefined);
    if (folder.descriptor !== undefined) this.#fileSystem.close(folder.descriptor);
  }
}

interface OpenFolder {
  descriptor: number | undefined;
  inode: number;
  running: Promise<void>;
  next: Promise<void> | undefined;
  waiting: number;
}
