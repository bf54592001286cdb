import { join } from 'node:path';
import { type Clock, timestamp } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import type { Inspection } from './inspection.ts';

/** A repair whose entry is not acknowledged yet. */
export interface TailRepair {
  /** Name in the internal folder, once recorded. */
  readonly keptAs: string;
  readonly sizeBytes: number;
  /** Day file that was cut, where the repair of this start knows it. */
  readonly file: string | undefined;
}

const unrecorded = '.cut';
const recorded = '.bin';

/**
 * Cuts what a crash left after the acknowledged head. The bytes are first kept aside as
 * `audit_tail_<time>.cut`; only when the repair is recorded does the name become `.bin`, so that a crash in
 * between leaves the repair to be recorded at the next start.
 */
export async function cutTornTail(
  files: Files,
  clock: Clock,
  place: { readonly folder: string; readonly headFolder: string },
  torn: NonNullable<Inspection['torn']>,
): Promise<TailRepair> {
  const stem = `audit_tail_${timestamp(clock).replace(/[-:.]/g, '')}`;
  let name = stem;
  for (let copy = 2; ; copy += 1) {
    const taken = files.exists(join(place.headFolder, name + recorded));
    if (!taken && (await files.create(join(place.headFolder, name + unrecorded), torn.bytes)) === 'created')
      break;
    name = `${stem}_${copy}`;
  }
  const log = files.openLog(join(place.folder, torn.file));
  try {
    await log.cut(torn.start);
  } finally {
    await log.close();
  }
  return { keptAs: name + recorded, sizeBytes: torn.bytes.length, file: torn.file };
}

/** Repairs that a crash kept from being recorded. */
export function unrecordedRepairs(files: Files, headFolder: string): TailRepair[] {
  return files
    .names(headFolder)
    .filter((name) => name.startsWith('audit_tail_') && name.endsWith(unrecorded))
    .map((name) => ({
      keptAs: name.slice(0, -unrecorded.length) + recorded,
      sizeBytes: files.stat(join(headFolder, name))?.sizeBytes ?? 0,
      file: undefined,
    }));
}

/** Renames a kept tail once its entry is in the trail, so that the next start does not record it again. */
export async function markRecorded(files: Files, headFolder: string, repair: TailRepair): Promise<void> {
  const from = repair.keptAs.slice(0, -recorded.length) + unrecorded;
  await files.move(join(headFolder, from), join(headFolder, repair.keptAs), 'later');
}
