import { dirname, join } from 'node:path';
import { count } from '../../../shared/count.ts';
import { TimeSlice } from '../../clock/index.ts';
import { type Files, fileDigest, type TreeEntry } from '../../files/index.ts';
import type { Ground } from './journal.ts';
import { KeptPlaces, type PartPlan } from './part-plan.ts';
import { partFolders, pathInPart, type StagedFile, stagedPath } from './staged-files.ts';
import { stagedIsGone } from './swap.ts';
import type { SwapStep } from './swap-list.ts';
import { findUnheld, foldersOf, listed, type UnheldSearch, walkVault } from './unheld.ts';

export interface VaultPlanInput extends UnheldSearch {
  /** Only these files, or the vault exactly as it is in the archive. */
  readonly scope: 'files' | 'whole';
  /** The folder cannot be renamed as one. */
  readonly fileByFile: boolean;
}

/**
 * The vault becomes exactly that of the archive: by one rename, or file by file where the system refuses that. What is in no
 * backup stays where it is. Throws `conflict` where it cannot stay.
 */
export async function planVault(input: VaultPlanInput): Promise<PartPlan> {
  const { files, ground, staged, scope } = input;
  const wanted = new Map(staged.map((file) => [pathInPart(file.path), file]));
  const unheld = await findUnheld(input);
  const found = await compare(files, ground, wanted, new Set(unheld.map(({ path }) => path)));
  const removed = scope === 'whole' ? found.extra.filter(({ kind }) => kind !== 'folder').length : 0;
  const report = {
    part: 'vault' as const,
    added: wanted.size - found.same.size - found.changed.size,
    changed: found.changed.size,
    removed,
    kept: scope === 'whole' ? unheld.length : 0,
    notes: scope === 'whole' ? notesOf(removed, unheld) : [],
  };
  const byFolder = scope === 'whole' && !input.fileByFile;
  const steps = byFolder ? await wholeFolder(input, unheld) : await fileSteps(input, wanted, found);
  return { steps, report };
}

function notesOf(removed: number, unheld: readonly TreeEntry[]): string[] {
  const notes: string[] = [];
  if (removed > 0)
    notes.push(
      `Taken away, because the archive does not have it, and kept in the safety backup: ${count(removed, 'file')}`,
    );
  if (unheld.length > 0)
    notes.push(`In no backup, and kept where it was: ${listed(unheld.map(({ path }) => path))}`);
  return notes;
}

/** What is in no backup steps aside while the folders are exchanged, so that it is never in one that is removed. */
async function wholeFolder(
  { files, ground }: VaultPlanInput,
  unheld: readonly TreeEntry[],
): Promise<readonly SwapStep[]> {
  const staged = join(ground.work, 'new', partFolders.vault);
  if (!files.exists(staged)) throw stagedIsGone(staged);
  const places = new KeptPlaces(join(ground.work, 'old', 'carried'));
  const carried = unheld.map(({ path }) => ({ path, live: join(ground.live, path), aside: places.next() }));
  // Made here and not between the renames: an undo that is done again would take away those of the former vault.
  for (const { path } of carried) await files.ensureFolder(dirname(join(staged, path)));
  const carry = (to: 'aside' | 'live') =>
    carried.map(({ live, aside }): SwapStep => ({ kind: 'carry', to, part: 'vault', live, aside }));
  return [...carry('aside'), exchange(files, ground, staged), ...carry('live')];
}

function exchange(files: Files, ground: Ground, staged: string): SwapStep {
  return {
    kind: 'replace',
    part: 'vault',
    live: ground.live,
    staged,
    kept: files.exists(ground.live) ? join(ground.work, 'old', partFolders.vault) : null,
    sha256: null,
  };
}

interface Comparison {
  readonly same: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
  /** Live, but not wanted; folders before what lies in them. */
  readonly extra: readonly TreeEntry[];
}

async function compare(
  files: Files,
  ground: Ground,
  wanted: ReadonlyMap<string, StagedFile>,
  unheld: ReadonlySet<string>,
): Promise<Comparison> {
  const folders = new Set([...wanted.keys(), ...unheld].flatMap(foldersOf));
  const same = new Set<string>();
  const changed = new Set<string>();
  const extra: TreeEntry[] = [];
  for await (const entry of walkVault(files, ground)) {
    if (unheld.has(entry.path)) continue;
    const place = join(ground.live, entry.path);
    const file = wanted.get(entry.path);
    if (file === undefined || entry.kind !== 'file') {
      if (entry.kind !== 'folder' || !folders.has(entry.path)) extra.push(entry);
      continue;
    }
    const isSame =
      files.stat(place)?.sizeBytes === file.size && (await fileDigest(files, place)) === file.sha256;
    (isSame ? same : changed).add(entry.path);
  }
  return { same, changed, extra };
}

/** What is not wanted goes first, so that a folder can come where a file was, and the other way round. */
async function fileSteps(
  { files, ground, scope }: VaultPlanInput,
  wanted: ReadonlyMap<string, StagedFile>,
  { same, changed, extra }: Comparison,
): Promise<readonly SwapStep[]> {
  const slice = new TimeSlice();
  const places = new KeptPlaces(join(ground.work, 'old', 'files'));
  const steps: SwapStep[] = [];
  const inTheWay = extra.filter(
    ({ path, kind }) => scope === 'whole' || wanted.has(path) || (kind !== 'folder' && isAbove(path, wanted)),
  );
  for (const { path, kind } of inTheWay) {
    if (kind === 'folder') continue;
    const live = join(ground.live, path);
    steps.push({ kind: 'replace', part: 'vault', live, staged: null, kept: places.next(), sha256: null });
  }
  for (const { path, kind } of inTheWay.toReversed())
    if (kind === 'folder') steps.push({ kind: 'remove_folder', path: join(ground.live, path) });
  const folders = new Set<string>();
  for (const [path, file] of wanted) {
    await slice.pause();
    if (same.has(path)) continue;
    for (const folder of foldersOf(path)) {
      const place = join(ground.live, folder);
      if (folders.has(place)) continue;
      folders.add(place);
      if (files.stat(place)?.kind !== 'folder') steps.push({ kind: 'make_folder', path: place });
    }
    steps.push({
      kind: 'replace',
      part: 'vault',
      live: join(ground.live, path),
      staged: stagedPath(ground.work, file.path),
      kept: changed.has(path) ? places.next() : null,
      sha256: file.sha256,
    });
  }
  return steps;
}

function isAbove(path: string, wanted: ReadonlyMap<string, unknown>): boolean {
  for (const other of wanted.keys()) if (other.startsWith(`${path}/`)) return true;
  return false;
}
