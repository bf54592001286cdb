import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { BackupPart } from '../../../shared/backup.ts';
import { EmployeeError } from '../../../shared/errors.ts';
import { taskStates } from '../../../shared/task.ts';
import { TimeSlice } from '../../clock/index.ts';
import { StateFolders } from '../../queue/index.ts';
import type { ExtractRule } from '../archive/index.ts';
import { type CompareDependencies, taskIdOf } from './compare.ts';
import { findFile, noSuchFile } from './inspector.ts';
import { archivedState } from './plan-queue.ts';
import type { RestoreSource, SourceFile } from './source.ts';
import { effectsPath, partFolders, partOf, textsPrefix } from './staged-files.ts';

/** What is to come out of a source. */
export interface Selection {
  readonly parts: readonly BackupPart[];
  /** Archive paths; `null`: the parts whole. */
  readonly paths: readonly string[] | null;
  readonly files: readonly (SourceFile & { readonly part: BackupPart })[];
}

export interface Wanted {
  readonly parts: readonly BackupPart[];
  readonly paths?: readonly string[] | undefined;
  /** The trail of the archive takes the place of the live one: every day of it is needed. */
  readonly wholeTrail: boolean;
}

/** Chooses the files a restore needs. Throws `not_found` for a path, `invalid_input` for a part, that the source has not. */
export async function selectFiles(
  source: RestoreSource,
  wanted: Wanted,
  dependencies: CompareDependencies,
): Promise<Selection> {
  if (wanted.paths) return selectPaths(source, wanted.paths);
  const slice = new TimeSlice();
  const files: (SourceFile & { readonly part: BackupPart })[] = [];
  const held = new Set<BackupPart>();
  const folders = new StateFolders(dependencies.files, dependencies.places.queue);
  for (const file of source.files()) {
    await slice.pause();
    const part = partOf(file.path);
    if (part === undefined || !wanted.parts.includes(part)) continue;
    held.add(part);
    if (part === 'queue' && !isNeeded(file.path, folders)) continue;
    if (part === 'audit' && !wanted.wholeTrail && isHere(file, dependencies)) continue;
    files.push({ ...file, part });
  }
  const missing = wanted.parts.find((part) => !held.has(part));
  if (missing === 'vault' || held.size === 0) throw notInSource(missing ?? 'vault');
  return { parts: wanted.parts.filter((part) => held.has(part)), paths: null, files };
}

function selectPaths(source: RestoreSource, paths: readonly string[]): Selection {
  const files = paths.map((path) => {
    const file = findFile(source, path);
    const part = file && partOf(file.path);
    if (file === undefined || part === undefined) throw noSuchFile(path);
    return { ...file, part };
  });
  const journal = source.find(effectsPath);
  const parts = [...new Set(files.map(({ part }) => part))];
  const extra = parts.includes('queue') && journal ? [{ ...journal, part: 'queue' as const }] : [];
  return { parts, paths: files.map(({ path }) => path), files: [...files, ...extra] };
}

/** How a source is unpacked so that exactly the selection comes out. */
export function rulesFor(selection: Selection, ground: 'vault' | 'others'): readonly ExtractRule[] {
  const isWholeVault = selection.paths === null && selection.parts.includes('vault');
  const prefix = `${partFolders.vault}/`;
  if (ground === 'vault' && isWholeVault) return [{ from: prefix, to: prefix }];
  return selection.files
    .filter(({ part }) => (part === 'vault') === (ground === 'vault'))
    .map(({ path }) => ({ from: path, to: path }));
}

/** Tasks that are not here or less far on, and what tells of them. */
function isNeeded(path: string, folders: StateFolders): boolean {
  if (path === effectsPath || path.startsWith(textsPrefix)) return true;
  const state = archivedState(path);
  if (state === undefined) return false;
  const live = folders.locate(taskIdOf(path));
  return live === undefined || taskStates.indexOf(state) > taskStates.indexOf(live.state);
}

/** Whether the live day is this one, or this one with what came after it: then nothing of it has to be put back. */
function isHere({ path, sizeBytes, sha256 }: SourceFile, { files, places }: CompareDependencies): boolean {
  const live = join(places.auditLogs, path.slice(partFolders.audit.length + 1));
  if (sha256 === null || (files.stat(live)?.sizeBytes ?? -1) < sizeBytes) return false;
  const bytes = files.read(live, sizeBytes)?.subarray(0, sizeBytes);
  return bytes !== undefined && hash('sha256', bytes, 'hex') === sha256;
}

function notInSource(part: BackupPart): EmployeeError {
  return new EmployeeError('invalid_input', {
    what: `cannot restore the ${part}`,
    why: 'the archive holds nothing of it',
    hint: 'Choose other parts with --only, or another archive',
  });
}
