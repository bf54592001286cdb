import { basename, dirname, join } from 'node:path';
import type { BackupPart } from '../../../shared/backup.ts';
import { describeError, EmployeeError } from '../../../shared/errors.ts';
import { TimeSlice } from '../../clock/index.ts';
import { type Files, fileDigest, removeEmptyFolder } from '../../files/index.ts';
import { asReplacement, pathsOf, type Replacement, type SwapStep } from './swap-list.ts';

/** Where something goes that another program put in the way; it is never lost. */
type LateFolder = (part: BackupPart) => string;

/**
 * Makes everything staged live. Each step is done or not by what lies on the disk, so that a swap that was killed goes on
 * by being done again. Throws `io` where the system refuses; what was done by then stays for `undoSwap` or another try.
 */
export async function doSwap(
  files: Files,
  steps: readonly SwapStep[],
  lateFolder: LateFolder,
): Promise<void> {
  const slice = new TimeSlice();
  for (const step of steps) {
    if (step.kind === 'make_folder') await files.ensureFolder(step.path);
    else if (step.kind === 'remove_folder') removeEmptyFolder(files, step.path);
    else await replace(files, asReplacement(step), lateFolder(step.part));
    await slice.pause();
  }
  await syncFolders(files, steps);
}

/** Puts everything back as it was, however far `doSwap` or an earlier `undoSwap` came. */
export async function undoSwap(
  files: Files,
  steps: readonly SwapStep[],
  lateFolder: LateFolder,
): Promise<void> {
  const slice = new TimeSlice();
  for (const step of steps.toReversed()) {
    if (step.kind === 'remove_folder') await files.ensureFolder(step.path);
    else if (step.kind === 'make_folder') removeEmptyFolder(files, step.path);
    else await putBack(files, asReplacement(step), lateFolder(step.part));
    await slice.pause();
  }
  await syncFolders(files, steps);
}

/**
 * A step goes from "staged there, nothing kept" over "former kept" to "staged gone": which of these it is, the disk says. A
 * staged file that is gone without that belongs to no step.
 */
async function replace(files: Files, { live, staged, kept }: Replacement, late: string): Promise<void> {
  const isKept = kept !== null && files.exists(kept);
  if (staged !== null && !files.exists(staged)) {
    if (kept === null ? files.exists(live) : isKept) return;
    throw stagedIsGone(staged);
  }
  if (kept !== null && !isKept) await rename(files, live, kept);
  if (staged === null) return;
  // Someone else put a file there meanwhile: it is not lost either.
  if (files.exists(live)) await setAside(files, live, late);
  await rename(files, staged, live);
}

async function putBack(files: Files, step: Replacement, late: string): Promise<void> {
  const { live, staged, kept, sha256 } = step;
  const isKept = kept !== null && files.exists(kept);
  if (staged !== null && !files.exists(staged) && files.exists(live) && (kept === null || isKept)) {
    const isRestored = kept !== null || sha256 === null || (await fileDigest(files, live)) === sha256;
    if (isRestored) await rename(files, live, staged);
    else await setAside(files, live, late);
  }
  if (kept === null || !isKept) return;
  if (files.exists(live)) await setAside(files, live, late);
  await rename(files, kept, live);
}

async function setAside(files: Files, live: string, folder: string): Promise<void> {
  await files.ensureFolder(folder);
  for (let attempt = 1; ; attempt += 1) {
    const place = join(folder, `${attempt}-${basename(live)}`);
    if (files.exists(place)) continue;
    await rename(files, live, place);
    return;
  }
}

async function rename(files: Files, from: string, to: string): Promise<void> {
  const moved = await files.move(from, to, 'never');
  if (moved === 'moved') return;
  throw new EmployeeError('io', {
    what: `cannot move ${from} to ${to}`,
    why: moved === 'missing' ? 'it is not there any more' : 'something has that name already',
    hint: 'Another program changes these files; close it and try again',
  });
}

/** Every rename survives a power loss before the journal says that all are done. */
async function syncFolders(files: Files, steps: readonly SwapStep[]): Promise<void> {
  const folders = new Set(steps.flatMap((step) => pathsOf(step).map((path) => dirname(path))));
  for (const folder of folders) {
    try {
      if (files.exists(folder)) await files.folders.now(folder);
    } catch (error) {
      throw new EmployeeError('io', {
        what: `cannot sync ${folder}`,
        why: describeError(error),
        hint: 'Check the disk; the restore goes on at the next start',
        cause: error,
      });
    }
  }
}

/** `integrity`: nothing can come from there. */
export function stagedIsGone(path: string): EmployeeError {
  return new EmployeeError('integrity', {
    what: `cannot restore from ${path}`,
    why: 'what was staged there is gone',
    hint: 'Everything is put back as it was; try again',
  });
}
