import { join } from 'node:path';
import type { RestoreStep } from '../../../shared/commands/restore.ts';
import { EmployeeError } from '../../../shared/errors.ts';
import { type Files, fileDigest } from '../../files/index.ts';
import type { ArchiveProgress } from '../archive/index.ts';
import { groundOf } from './grounds.ts';
import type { RestoreFolder, RestoreJournal } from './journal.ts';
import type { RestorePlaces } from './plan.ts';
import { checkContinuation } from './plan-continuation.ts';
import { rulesFor, type Selection } from './selection.ts';
import { stagedListPath } from './settle.ts';
import type { RestoreSource } from './source.ts';
import { partFolders, type StagedFile, stagedPath, verifyStaged, writeStagedFiles } from './staged-files.ts';
import { findUnheld, Unheld } from './unheld.ts';

export interface StageDependencies {
  readonly files: Files;
  readonly folder: RestoreFolder;
  readonly places: RestorePlaces;
  readonly legacyKey: string | undefined;
}

export interface StageInput {
  readonly source: RestoreSource;
  readonly selection: Selection;
  /** In state `staging`. */
  readonly journal: RestoreJournal;
  readonly signal: AbortSignal;
}

/** What the steps of staging tell. */
export interface StageEvents {
  readonly enter: (step: RestoreStep) => void;
  readonly meter: (step: RestoreStep) => (progress: ArchiveProgress) => void;
}

/**
 * Lays everything ready beside what is live, on its disk, makes it durable, and reads it again. The journal stands before the
 * first file does, so that a kill leaves nothing that the next start would not remove.
 */
export async function stageRestore(
  { files, folder, places, legacyKey }: StageDependencies,
  { source, selection, journal, signal }: StageInput,
  { enter, meter }: StageEvents,
): Promise<void> {
  enter('staging');
  await folder.writeJournal(journal);
  const { work } = journal.grounds.workspace;
  const vaultWork = groundOf(journal, 'vault').work;
  const extract = async (destination: string, grounds: readonly ('vault' | 'others')[]) => {
    const rules = grounds.flatMap((ground) => rulesFor(selection, ground));
    await files.ensureFolder(destination);
    if (rules.length > 0) await source.extract(destination, rules, { signal, onProgress: meter('staging') });
  };
  if (vaultWork === work) await extract(join(work, 'new'), ['vault', 'others']);
  else {
    await extract(join(vaultWork, 'new'), ['vault']);
    await extract(join(work, 'new'), ['others']);
  }
  // An archived vault without a file is an empty one.
  if (selection.paths === null && selection.parts.includes('vault'))
    await files.ensureFolder(join(vaultWork, 'new', partFolders.vault));
  enter('verifying');
  const workOf = (part: StagedFile['part']) => groundOf(journal, part).work;
  const staged = await listStaged(files, selection, workOf, signal);
  await verifyStaged(files, staged, workOf, { signal });
  if (journal.continue_trail)
    await checkContinuation({
      files,
      work,
      id: journal.id,
      staged,
      auditLogs: places.auditLogs,
      headFolder: places.internal,
      legacyKey,
    });
  // What the swap would refuse is better heard while the employee still runs.
  if (journal.parts.includes('vault'))
    await findUnheld({
      files,
      ground: groundOf(journal, 'vault'),
      staged: staged.filter(({ part }) => part === 'vault'),
      unheld: new Unheld(journal.not_in_safety),
    });
  await writeStagedFiles(files, stagedListPath(folder, journal.id), staged);
  await folder.writeJournal({ ...journal, state: 'staged' });
}

/** With the digests of the archive; where it has none, with those of what came out. */
async function listStaged(
  files: Files,
  selection: Selection,
  workOf: (part: StagedFile['part']) => string,
  signal: AbortSignal,
): Promise<readonly StagedFile[]> {
  const staged: StagedFile[] = [];
  for (const { part, path, sizeBytes, sha256 } of selection.files) {
    const place = stagedPath(workOf(part), path);
    const digest = sha256 ?? (await fileDigest(files, place, signal));
    if (digest === undefined) throw notStaged(path);
    staged.push({ part, path, size: files.stat(place)?.sizeBytes ?? sizeBytes, sha256: digest });
  }
  return staged;
}

function notStaged(path: string): EmployeeError {
  return new EmployeeError('integrity', {
    what: `cannot restore ${path}`,
    why: 'it did not come out of the archive',
    hint: 'Nothing live was changed; try again, or take another archive',
  });
}
