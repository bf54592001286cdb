import { join, posix } from 'node:path';
import { EmployeeError } from '../../../shared/errors.ts';
import { type Files, fileDigest, isInside, type TreeEntry, walkTree } from '../../files/index.ts';
import { isNeverTaken } from '../never-taken.ts';
import type { Ground } from './journal.ts';
import { partFolders, pathInPart, type StagedFile } from './staged-files.ts';

const mostNamed = 20;

/** What of a vault is in no backup, so that no undo could bring it back. */
export class Unheld {
  readonly #unread: ReadonlySet<string>;

  /** `unread`: paths in the archive that the safety backup could not take, such as `obsidian_vault/locked.md`. */
  constructor(unread: readonly string[]) {
    this.#unread = new Set(unread);
  }

  /** `path` counts from the vault. */
  has({ path, kind }: TreeEntry): boolean {
    if (kind === 'folder') return false;
    return (
      kind !== 'file' ||
      isNeverTaken(posix.basename(path)) ||
      this.#unread.has(`${partFolders.vault}/${path}`)
    );
  }
}

export interface UnheldSearch {
  readonly files: Files;
  readonly ground: Ground;
  /** Of the vault. */
  readonly staged: readonly StagedFile[];
  readonly unheld: Unheld;
}

/**
 * Everything in the live vault that is in no backup. Throws `conflict` when the restore needs the place of some of it, with
 * the names.
 */
export async function findUnheld(search: UnheldSearch): Promise<readonly TreeEntry[]> {
  const { files, ground, unheld } = search;
  const wanted = new Map(search.staged.map((file) => [pathInPart(file.path), file]));
  const folders = new Set([...wanted.keys()].flatMap(foldersOf));
  const found: TreeEntry[] = [];
  const inTheWay: string[] = [];
  for await (const entry of walkVault(files, ground)) {
    if (!unheld.has(entry)) continue;
    const { path } = entry;
    const file = wanted.get(path);
    if (file && (await isSame(files, join(ground.live, path), file))) continue;
    const isWanted = file || folders.has(path) || foldersOf(path).some((folder) => wanted.has(folder));
    if (isWanted) inTheWay.push(path);
    else found.push(entry);
  }
  if (inTheWay.length > 0) throw needed(inTheWay);
  return found;
}

/** Throws `conflict` when whole folders of the vault could not be read for the safety backup. */
export function refuseUnreadFolders(unread: readonly string[]): void {
  const folders = unread.filter((path) => path.startsWith(`${partFolders.vault}/`) && path.endsWith('/'));
  if (folders.length === 0) return;
  throw new EmployeeError('conflict', {
    what: 'cannot restore the vault',
    why: `folders in it cannot be read, so that no backup holds what is in them: ${listed(folders)}`,
    hint: 'Make them readable, or restore single files; nothing was changed',
  });
}

/** The entries of a live vault, without the restore's own. */
export async function* walkVault(files: Files, { live, work }: Ground): AsyncGenerator<TreeEntry> {
  for await (const entry of walkTree(files, live)) {
    const place = join(live, entry.path);
    // A vault that is a disk of its own has the work folder inside of it.
    if (place !== work && !isInside(work, place)) yield entry;
  }
}

/** `['a', 'a/b']` of `a/b/c.md`. */
export function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** Some of many names, for a sentence. */
export function listed(names: readonly string[]): string {
  const more = names.length > mostNamed ? `, and ${names.length - mostNamed} more` : '';
  return `${names.slice(0, mostNamed).join(', ')}${more}`;
}

/** Where it cannot be read, nobody knows that it is. */
async function isSame(files: Files, place: string, file: StagedFile): Promise<boolean> {
  return (await fileDigest(files, place).catch(() => undefined)) === file.sha256;
}

function needed(paths: readonly string[]): EmployeeError {
  return new EmployeeError('conflict', {
    what: 'cannot restore the vault',
    why: `the archive has something in the place of what is in no backup: ${listed(paths)}`,
    hint: 'Move it out of the vault and try again; nothing was changed',
  });
}
