import { join } from 'node:path';
import { type Files, removeEmptyFolder, removeTree, walkTree } from '../../files/index.ts';
import { workFolders } from './grounds.ts';
import type { RestoreJournal } from './journal.ts';
import { pathInPart } from './staged-files.ts';
import { Unheld } from './unheld.ts';

/** Removes everything staged: nothing of it went live. */
export async function discardStaging(files: Files, journal: RestoreJournal): Promise<void> {
  for (const work of workFolders(journal)) await removeTree(files, work);
}

/**
 * Removes what a restore that ended leaves behind. What a person changed in the vault after the safety backup was made, or
 * put in the way of the swap, exists nowhere else and stays. After a roll back nothing that was live is removed at all.
 * Returns the files that stay.
 */
export async function removeLeftovers(files: Files, journal: RestoreJournal): Promise<readonly string[]> {
  const kept: string[] = [];
  const unheld = new Unheld(journal.not_in_safety);
  for (const work of workFolders(journal)) {
    await removeTree(files, join(work, 'new'));
    const old = join(work, 'old');
    const folders = [old];
    for await (const { path, kind } of walkTree(files, old)) {
      const place = join(old, path);
      if (kind === 'folder') folders.push(place);
      else if (stays(files, journal, path, place) || unheld.has({ path: pathInPart(path), kind }))
        kept.push(place);
      else await files.remove(place);
    }
    for (const folder of folders.reverse()) if (files.exists(folder)) removeEmptyFolder(files, folder);
    if (files.exists(old)) {
      await removeLists(files, work);
      continue;
    }
    await removeTree(files, work);
  }
  return kept;
}

async function removeLists(files: Files, work: string): Promise<void> {
  for (const name of files.names(work)) if (name !== 'old') await removeTree(files, join(work, name));
}

function stays(files: Files, journal: RestoreJournal, path: string, place: string): boolean {
  if (journal.report?.outcome !== 'restored' || /^(late|carried)\//.test(path)) return true;
  const isVault = path.startsWith('obsidian_vault/') || path.startsWith('files/');
  // The employee writes the Dashboard itself, up to its stop.
  if (!isVault || path === 'obsidian_vault/Dashboard.md') return false;
  return (files.stat(place)?.modifiedMs ?? 0) >= journal.safety_started_ms;
}
