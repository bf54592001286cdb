import { hash } from 'node:crypto';
import { basename, join } from 'node:path';
import { type BackupPart, backupParts } from '../../../shared/backup.ts';
import { taskStates } from '../../../shared/task.ts';
import { TimeSlice } from '../../clock/index.ts';
import { type Files, fileDigest, walkTree } from '../../files/index.ts';
import { parkedSuffix, StateFolders } from '../../queue/index.ts';
import type { RestorePlaces } from './plan.ts';
import { archivedState } from './plan-queue.ts';
import { relate } from './repaired-day.ts';
import type { RestoreSource, SourceFile } from './source.ts';
import { partFolders, partOf, pathInPart } from './staged-files.ts';
import { Unheld } from './unheld.ts';

const comparableBytes = 64 * 1024 * 1024;

export type DifferenceKind = 'new' | 'changed' | 'missing';

/** One file that a restore would bring, change or take away. */
export interface Difference {
  /** In the archive. */
  readonly path: string;
  readonly kind: DifferenceKind;
}

/** How a part of a source stands to the live one. */
export interface PartDifferences {
  readonly part: BackupPart;
  /** By path. Kept small: sizes and times are looked up when they are shown. */
  readonly rows: readonly Difference[];
  /** Files, or tasks that are here as far or further on. */
  readonly same: number;
}

export interface CompareDependencies {
  readonly files: Files;
  readonly places: RestorePlaces;
}

/** Where a file of an archive lies, or would lie, live; `undefined` for a task that is not here. */
export function livePath({ files, places }: CompareDependencies, path: string): string | undefined {
  switch (partOf(path)) {
    case 'vault':
      return join(places.vault, pathInPart(path));
    case 'audit':
      return join(places.auditLogs, pathInPart(path));
    case 'settings':
      return basename(path) === 'mcp.json' ? places.actionServers : places.settingsFile;
    default:
      return new StateFolders(files, places.queue).locate(taskIdOf(path))?.path;
  }
}

/** Compares everything a source holds with what is live. Changes nothing. */
export async function compareSource(
  source: RestoreSource,
  dependencies: CompareDependencies,
  signal?: AbortSignal,
): Promise<readonly PartDifferences[]> {
  const comparison = new SourceComparison(source, dependencies, signal);
  const found: PartDifferences[] = [];
  for (const part of backupParts) {
    const differences = await comparison.part(part);
    if (differences) found.push(differences);
  }
  return found;
}

class SourceComparison {
  readonly #source: RestoreSource;
  readonly #dependencies: CompareDependencies;
  readonly #signal: AbortSignal | undefined;
  readonly #slice = new TimeSlice();

  constructor(source: RestoreSource, dependencies: CompareDependencies, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#dependencies = dependencies;
    this.#signal = signal;
  }

  /** `undefined` when the source holds nothing of that part. */
  async part(part: BackupPart): Promise<PartDifferences | undefined> {
    const rows: Difference[] = [];
    let same = 0;
    let archived = 0;
    for (const file of this.#source.files()) {
      if (partOf(file.path) !== part || (part === 'queue' && archivedState(file.path) === undefined))
        continue;
      archived += 1;
      const kind = await this.#kindOf(part, file);
      if (kind === 'same') same += 1;
      else rows.push({ path: file.path, kind });
      await this.#slice.pause(this.#signal);
    }
    if (archived === 0) return undefined;
    if (part === 'vault') await this.#addMissing(rows);
    return { part, rows: rows.sort((a, b) => (a.path < b.path ? -1 : 1)), same };
  }

  async #kindOf(part: BackupPart, file: SourceFile): Promise<DifferenceKind | 'same'> {
    if (part === 'queue') return this.#kindOfTask(file.path);
    const live = livePath(this.#dependencies, file.path);
    const stat = live === undefined ? undefined : this.#dependencies.files.stat(live);
    if (live === undefined || stat === undefined) return 'new';
    if (part === 'audit') return this.#kindOfDay(file, live);
    if (stat.kind !== 'file' || stat.sizeBytes !== file.sizeBytes) return 'changed';
    const archived = file.sha256 ?? (await this.#archivedDigest(file));
    return (await fileDigest(this.#dependencies.files, live, this.#signal)) === archived ? 'same' : 'changed';
  }

  #kindOfTask(path: string): DifferenceKind | 'same' {
    const { files, places } = this.#dependencies;
    const live = new StateFolders(files, places.queue).locate(taskIdOf(path));
    if (live === undefined) return 'new';
    const archived = archivedState(path) ?? 'inbox';
    return taskStates.indexOf(archived) > taskStates.indexOf(live.state) ? 'changed' : 'same';
  }

  async #kindOfDay(file: SourceFile, live: string): Promise<DifferenceKind | 'same'> {
    const archived = await this.#source.read(file.path, Number.MAX_SAFE_INTEGER);
    const relation = relate(archived, this.#dependencies.files.read(live));
    return relation === 'missing' ? 'new' : relation === 'differs' ? 'changed' : 'same';
  }

  async #archivedDigest({ path, sizeBytes }: SourceFile): Promise<string | undefined> {
    if (sizeBytes > comparableBytes) return undefined;
    return hash('sha256', await this.#source.read(path, comparableBytes), 'hex');
  }

  async #addMissing(rows: Difference[]): Promise<void> {
    const { files, places } = this.#dependencies;
    const unheld = new Unheld([]);
    for await (const entry of walkTree(files, places.vault, this.#signal)) {
      const archived = `${partFolders.vault}/${entry.path}`;
      // What no backup takes is not taken away either.
      if (entry.kind === 'folder' || unheld.has(entry) || this.#source.find(archived)) continue;
      rows.push({ path: archived, kind: 'missing' });
    }
  }
}

/** The task a file of the archive's queue stands for, by its name. */
export function taskIdOf(path: string): string {
  const name = basename(path);
  const suffix = name.toLowerCase().endsWith(parkedSuffix) ? parkedSuffix : '.json';
  return name.slice(0, -suffix.length);
}
