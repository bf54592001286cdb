import { join } from 'node:path';
import { describeError, EmployeeError } from '../../../shared/errors.ts';
import { type Files, removeEmptyFolder, removeTree, walkTree } from '../../files/index.ts';
import { workFolders } from './grounds.ts';
import type { RestoreJournal } from './journal.ts';
import { pathInPart } from './staged-files.ts';
import { Unheld } from './unheld.ts';

/** Removes everything staged: nothing of it went live. */
export async function discardStaging(files: Files, journal: RestoreJournal): Promise<void> {
  for (const work of workFolders(journal)) await removeTree(files, work);
}

/** What is left of a restore that ended. */
export interface Leftovers {
  /** What stays because it exists nowhere else. */
  readonly kept: readonly string[];
  /** What the system did not let be removed, and why. */
  readonly stuck: readonly string[];
}

/**
 * Removes what a restore that ended leaves behind. What a person changed in the vault after the safety backup was made, or
 * put in the way of the swap, exists nowhere else and stays. After a roll back nothing that was live is removed at all.
 * What cannot be removed, such as the contents of a read-only folder, must not keep the employee from working: it is told.
 */
export async function removeLeftovers(files: Files, journal: RestoreJournal): Promise<Leftovers> {
  const kept: string[] = [];
  const stuck: string[] = [];
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof EmployeeError)) throw error;
      stuck.push(describeError(error));
    }
  };
  for (const work of workFolders(journal)) {
    await attempt(() => removeTree(files, join(work, 'new')));
    await attempt(() => removeOld(files, journal, work, { kept, attempt }));
    await attempt(() => removeLists(files, work));
  }
  return { kept, stuck };
}

interface Removal {
  readonly kept: string[];
  readonly attempt: (work: () => Promise<void>) => Promise<void>;
}

async function removeOld(
  files: Files,
  journal: RestoreJournal,
  work: string,
  { kept, attempt }: Removal,
): Promise<void> {
  const unheld = new Unheld(journal.not_in_safety);
  const old = join(work, 'old');
  const folders = [old];
  for await (const { path, kind } of walkTree(files, old)) {
    const place = join(old, path);
    if (kind === 'folder') folders.push(place);
    else if (stays(files, journal, path, place) || unheld.has({ path: pathInPart(path), kind }))
      kept.push(place);
    else
      await attempt(async () => {
        await files.remove(place);
      });
  }
  for (const folder of folders.reverse())
    await attempt(async () => {
      if (files.exists(folder)) removeEmptyFolder(files, folder);
    });
}

/** The lists beside what stays, and the folder itself when nothing does. */
async function removeLists(files: Files, work: string): Promise<void> {
  if (!files.exists(join(work, 'old'))) return removeTree(files, work);
  for (const name of files.names(work)) if (name !== 'old') await removeTree(files, join(work, name));
}

function stays(files: Files, journal: RestoreJournal, path: string, place: string): boolean {
  if (journal.report?.outcome !== 'restored' || /^(late|carried)\//.test(path)) return true;
  const isVault = path.startsWith('obsidian_vault/') || path.startsWith('files/');
  // The employee writes the Dashboard itself, up to its stop.
  if (!isVault || path === 'obsidian_vault/Dashboard.md') return false;
  return (files.stat(place)?.modifiedMs ?? 0) >= journal.safety_started_ms;
}
