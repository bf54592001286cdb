import type { Files } from '../files/index.ts';
import { openHeadSlots, readHead } from './head.ts';
import { findLastEntry, inspectTrail } from './inspection.ts';

/** The files in `.employee/` that hold the head. */
export const headFileNames = ['audit_head_a', 'audit_head_b'] as const;

/**
 * Writes into `headFolder` the head of a trail that came from elsewhere, so that it can be continued here: its last entry
 * counts as acknowledged. `undefined` when there is no entry.
 */
export async function writeHeadOf(
  files: Files,
  trail: { readonly folder: string; readonly headFolder: string; readonly install: string },
): Promise<{ readonly seq: number; readonly hash: string } | undefined> {
  const last = findLastEntry(files, trail.folder)?.end;
  if (last === undefined) return undefined;
  const { seq, hash, file } = last;
  await files.ensureFolder(trail.headFolder);
  const slots = openHeadSlots(files, trail.headFolder);
  await slots.write({
    install: trail.install,
    seq,
    hash,
    file,
    line_bytes: last.lineBytes,
    end_bytes: last.endBytes,
    tail: { file, start_bytes: last.endBytes },
  });
  slots.close();
  return { seq, hash };
}

/** Why the acknowledged entries are not all where the head says; `undefined` when they are. */
export function brokenAtHead(files: Files, folder: string, headFolder: string): string | undefined {
  const head = readHead(openHeadSlots(files, headFolder));
  return inspectTrail({ files, folder, head, key: undefined, installId: '' }).brokenBecause;
}
