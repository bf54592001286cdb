import { join } from 'node:path';
import type { Files, Scratch } from '../../files/index.ts';
import type { QueuePaths } from '../../queue/index.ts';

/** Folders whose files come and go while tasks are worked on. */
const liveFolders = ['inbox', 'pending', 'approvals', 'texts'] as const;
type LiveFolder = (typeof liveFolders)[number];

/** Something in a folder of the queue that is no regular file. */
export interface OddEntry {
  readonly folder: 'inbox' | 'pending' | 'approvals' | 'completed' | 'quarantine' | 'texts';
  readonly name: string;
  readonly kind: 'folder' | 'other';
}

/**
 * Copies of the task files that may move at any time. They are copied while the work goes on; what changed since is copied once
 * more at the instant of the snapshot, which so takes milliseconds however many tasks wait.
 */
export class LiveTasks {
  readonly odd: OddEntry[] = [];
  readonly #files: Files;
  readonly #paths: QueuePaths;
  readonly #scratch: Scratch;
  readonly #copied: Readonly<Record<LiveFolder, Set<string>>> = {
    inbox: new Set(),
    pending: new Set(),
    approvals: new Set(),
    texts: new Set(),
  };

  constructor(files: Files, paths: QueuePaths, scratch: Scratch) {
    this.#files = files;
    this.#paths = paths;
    this.#scratch = scratch;
    for (const folder of liveFolders) scratch.makeFolder(folder);
  }

  /** Copies everything that lies there, `pause` by `pause`. */
  async copyAll(pause: () => Promise<unknown>): Promise<void> {
    for (const folder of liveFolders) {
      const names: string[] = [];
      await this.#files.scan(this.#paths[folder], ({ name, kind }) => {
        if (isLeftover(name)) return;
        if (kind === 'file') names.push(name);
        else this.odd.push({ folder, name, kind: kind === 'folder' ? 'folder' : 'other' });
      });
      for (const name of names) {
        this.#refresh(folder, name);
        await pause();
      }
    }
  }

  /** Brings the copies of one task to what lies there now. */
  refreshTask(taskId: string): void {
    for (const folder of ['inbox', 'pending', 'approvals'] as const)
      for (const name of [`${taskId}.json`, `${taskId}_task.json`]) this.#refresh(folder, name);
    this.#refresh('texts', `${taskId}.txt`);
  }

  /** Brings `pending` and the names of `approvals` to what lies there now: requests and decisions are never rewritten. */
  refreshSmallFolders(): void {
    for (const folder of ['pending', 'approvals'] as const) {
      const present = new Set(this.#files.names(this.#paths[folder]).filter((name) => !isLeftover(name)));
      for (const name of this.#copied[folder]) if (!present.has(name)) this.#refresh(folder, name);
      for (const name of present)
        if (folder === 'pending' || !this.#copied.approvals.has(name)) this.#refresh(folder, name);
    }
  }

  /** Tasks that are not finished: one file each, requests and decisions not counted. */
  get count(): number {
    const { inbox, pending, approvals } = this.#copied;
    const tasks = [...inbox, ...pending].filter((name) => /\.json$/i.test(name)).length;
    return tasks + [...approvals].filter((name) => name.endsWith('_task.json')).length;
  }

  #refresh(folder: LiveFolder, name: string): void {
    const copy = this.#scratch.path(folder, name);
    if (this.#scratch.copy(join(this.#paths[folder], name), copy)) {
      this.#copied[folder].add(name);
      return;
    }
    this.#copied[folder].delete(name);
    this.#scratch.remove(copy);
  }
}

/** Temporary files of durable writes that are under way. */
export function isLeftover(name: string): boolean {
  return name.startsWith('.tmp-');
}
