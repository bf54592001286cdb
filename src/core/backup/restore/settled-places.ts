import { dirname, relative } from 'node:path';
import { EmployeeError } from '../../../shared/errors.ts';
import { type Files, isInside } from '../../files/index.ts';
import type { RestoreJournal } from './journal.ts';
import type { RestorePlaces } from './plan.ts';
import { pathsOf, type SwapStep } from './swap-list.ts';

interface Bounds {
  readonly files: Files;
  readonly places: RestorePlaces;
  readonly trusted: boolean;
}

/** Throws `integrity` for a restore that began where the workspace is not any more: its journal names other places. */
export function checkPlaces({ places }: Bounds, journal: RestoreJournal): void {
  if (journal.root === places.root) return;
  throw new EmployeeError('integrity', {
    what: `cannot go on with the restore of ${places.root}`,
    why: `the workspace was at ${journal.root} when it began`,
    hint: 'Move it back and start it there once',
  });
}

/** A folder from elsewhere must not be able to say what is renamed on this machine. Throws `integrity`. */
export function checkSteps(bounds: Bounds, journal: RestoreJournal, steps: readonly SwapStep[]): void {
  const allowed = allowedFolders(bounds, journal);
  const checked = new Set<string>();
  for (const path of steps.flatMap(pathsOf)) {
    if (checked.has(dirname(path))) continue;
    const isAllowed = allowed.some((folder) => path === folder || isInside(folder, path));
    if (!isAllowed || !isPlain(bounds, path)) throw reachesOutside(bounds.places.root, path);
    if (path !== journal.grounds.vault?.live) checked.add(dirname(path));
  }
}

function allowedFolders({ places, trusted }: Bounds, { grounds }: RestoreJournal): readonly string[] {
  if (!trusted) return [places.root];
  const { auditLogs, queue } = places;
  const vault = grounds.vault ? [grounds.vault.live, grounds.vault.work] : [];
  return [places.root, auditLogs, ...Object.values(queue), ...vault];
}

/** Whether no link lies on the way, as far as nobody vouches for the folder. */
function isPlain({ files, places, trusted }: Bounds, path: string): boolean {
  if (trusted) return true;
  const way = relative(places.root, dirname(path));
  try {
    if (way !== '') files.safeJoin(places.root, way);
    return true;
  } catch {
    return false;
  }
}

function reachesOutside(root: string, path: string): EmployeeError {
  return new EmployeeError('integrity', {
    what: `cannot go on with the restore of ${root}`,
    why: `it would reach ${path}, which is outside of the workspace`,
    hint: 'Start it where it is trusted, or remove .employee/restore',
  });
}
