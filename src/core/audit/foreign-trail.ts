import type { Files } from '../files/index.ts';
import { lineHash, readMarks } from './entry.ts';
import { type Head, openHeadSlots, readHead } from './head.ts';
import { findLastEntry, inspectTrail } from './inspection.ts';
import { linesBackwards } from './lines.ts';

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

/**
 * Writes into the folder `into` the head of a trail with the place where its entry lies in `seen`: a view of the trail in which
 * bytes before it came or went. `false`: nothing was written, because the entry has not moved or is not there.
 */
export async function writeMovedHead(
  files: Files,
  trail: {
    readonly seen: Files;
    readonly folder: string;
    readonly headFolder: string;
    readonly into: string;
  },
): Promise<boolean> {
  const present = openHeadSlots(files, trail.headFolder);
  const head = readHead(present);
  present.close();
  const end = head && endOfHead(trail.seen, trail.folder, head);
  if (head === undefined || end === undefined || end === head.end_bytes) return false;
  const { file, start_bytes: start } = head.tail;
  const tail = file === head.file ? { file, start_bytes: start + end - head.end_bytes } : head.tail;
  await files.ensureFolder(trail.into);
  const slots = openHeadSlots(files, trail.into);
  await slots.write({ ...head, end_bytes: end, tail });
  slots.close();
  return true;
}

/** The offset after the line of the acknowledged entry in its file. */
function endOfHead(files: Files, folder: string, head: Head): number | undefined {
  if (head.seq === 0) return undefined;
  for (const { line, offset } of linesBackwards(files, folder, head.file)) {
    const seq = readMarks(line, 0, line.length)?.seq;
    if (seq === head.seq && lineHash(line) === head.hash) return offset + line.length + 1;
    if (seq !== undefined && seq < head.seq) return undefined;
  }
  return undefined;
}

/** Why the acknowledged entries are not all where the head says; `undefined` when they are. */
export function brokenAtHead(files: Files, folder: string, headFolder: string): string | undefined {
  const head = readHead(openHeadSlots(files, headFolder));
  return inspectTrail({ files, folder, head, key: undefined, installId: '' }).brokenBecause;
}
