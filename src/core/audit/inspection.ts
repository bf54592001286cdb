import type { Files } from '../files/index.ts';
import { fileSize, listDayFiles, readRange } from './day-files.ts';
import { lineHash, maxLineBytes, noPrevious, parseEntry, readMarks } from './entry.ts';
import type { Head } from './head.ts';
import type { SigningKey } from './keys.ts';
import { linesBackwards } from './lines.ts';

/** What a trail is found to be when it is opened. Finding it changes nothing. */
export interface Inspection {
  /** Install that wrote the trail so far; `undefined` when no head says so. */
  readonly install: string | undefined;
  readonly end: TrailEnd;
  readonly keyMatches: boolean;
  /** Complete, chained and signed entries after the acknowledged head. */
  readonly adopted: number;
  /** Bytes after those. */
  readonly torn: { readonly file: string; readonly start: number; readonly bytes: Buffer } | undefined;
  /** Why the acknowledged entries are not all there. */
  readonly brokenBecause: string | undefined;
}

/** The last entry to go on from; `file` is empty when there is none. */
export interface TrailEnd {
  readonly seq: number;
  readonly hash: string;
  readonly file: string;
  readonly lineBytes: number;
  readonly endBytes: number;
}

const nothing: TrailEnd = { seq: 0, hash: noPrevious, file: '', lineBytes: 0, endBytes: 0 };

/** `key` and `head` are `undefined` when there are none, as at the first start. */
export interface InspectionInput {
  readonly files: Files;
  readonly folder: string;
  readonly head: Head | undefined;
  readonly key: SigningKey | undefined;
  readonly installId: string;
}

/** Compares the day files with the head. Reads the head's line and what lies after it, not the history. */
export function inspectTrail(input: InspectionInput): Inspection {
  const { head } = input;
  return head ? inspectFromHead(input, head) : inspectWithoutHead(input);
}

/** Without a head the end is the last entry of ours; that there is one at all means that the head was removed. */
function inspectWithoutHead({ files, folder, key }: InspectionInput): Inspection {
  const last = findLastEntry(files, folder);
  return {
    install: undefined,
    end: last?.end ?? nothing,
    keyMatches: last !== undefined && key?.verifying.verifiesLine(last.line) === true,
    adopted: 0,
    torn: undefined,
    brokenBecause: last && 'the record of the last acknowledged entry is missing',
  };
}

function inspectFromHead(input: InspectionInput, head: Head): Inspection {
  const { files, folder, key, installId } = input;
  const end: TrailEnd = {
    seq: head.seq,
    hash: head.hash,
    file: head.file,
    lineBytes: head.line_bytes,
    endBytes: head.end_bytes,
  };
  const common = { install: head.install, adopted: 0, torn: undefined };
  const line = head.seq > 0 ? readHeadLine(files, folder, head) : undefined;
  const brokenBecause = findBreak(files, folder, head, line);
  // A line that is gone cannot prove whose it was; the install has to do.
  if (brokenBecause)
    return { ...common, end, keyMatches: key !== undefined && head.install === installId, brokenBecause };
  const keyMatches = key !== undefined && (line === undefined || key.verifying.verifiesLine(line));
  return { ...common, brokenBecause, ...adoptTail(input, head, end, keyMatches) };
}

function readHeadLine(files: Files, folder: string, head: Head): Buffer | undefined {
  const start = head.end_bytes - head.line_bytes - 1;
  const bytes = start < 0 ? Buffer.alloc(0) : readRange(files, folder, head.file, start, head.end_bytes);
  const line = bytes.subarray(0, -1);
  const intact = bytes.length === head.line_bytes + 1 && bytes.at(-1) === 10 && lineHash(line) === head.hash;
  return intact && readMarks(line, 0, line.length)?.seq === head.seq ? line : undefined;
}

function findBreak(files: Files, folder: string, head: Head, line: Buffer | undefined): string | undefined {
  if (head.seq > 0 && line === undefined)
    return `the acknowledged entry ${head.seq} is not where it was in ${head.file}`;
  const tailSize = fileSize(files, folder, head.tail.file);
  return tailSize < head.tail.start_bytes ? `acknowledged bytes of ${head.tail.file} are missing` : undefined;
}

/**
 * Entries whose lines reached the disk before a crash kept their head from it are adopted, as long as each
 * is complete, follows the one before and is signed by this install; the rest is torn.
 */
function adoptTail(
  { files, folder, key }: InspectionInput,
  head: Head,
  acknowledged: TrailEnd,
  headMatches: boolean,
): Pick<Inspection, 'end' | 'keyMatches' | 'adopted' | 'torn'> {
  const { file, start_bytes: tailStart } = head.tail;
  const bytes = readRange(files, folder, file, tailStart, Number.MAX_SAFE_INTEGER);
  let end = acknowledged;
  let keyMatches = headMatches;
  let adopted = 0;
  let from = 0;
  // The newline that separates our first entry from what an original file left without one.
  if (bytes[0] === 10) from = 1;
  for (let to = bytes.indexOf(10, from); key && to !== -1; to = bytes.indexOf(10, from)) {
    const line = bytes.subarray(from, to);
    const marks = line.length <= maxLineBytes ? readMarks(line, 0, line.length) : undefined;
    if (marks?.seq !== end.seq + 1 || marks.prev !== end.hash) break;
    if (!key.verifying.verifiesLine(line)) break;
    keyMatches ||= introducesKey(line, key);
    if (!keyMatches) break;
    from = to + 1;
    adopted += 1;
    const endBytes = tailStart + from;
    end = { seq: marks.seq, hash: lineHash(line), file, lineBytes: line.length, endBytes };
  }
  if (adopted === 0) from = 0;
  const rest = bytes.subarray(from);
  const torn = rest.length > 0 ? { file, start: tailStart + from, bytes: rest } : undefined;
  return { end, keyMatches, adopted, torn };
}

function introducesKey(line: Buffer, key: SigningKey): boolean {
  const entry = parseEntry(line);
  return entry?.action === 'audit_genesis' && entry.details.public_key === key.verifying.text;
}

/** The last entry of ours by its number, wherever it lies. */
export function findLastEntry(files: Files, folder: string): { end: TrailEnd; line: Buffer } | undefined {
  let last: { end: TrailEnd; line: Buffer } | undefined;
  for (const file of listDayFiles(files, folder)) {
    for (const { line, offset } of linesBackwards(files, folder, file)) {
      const marks = readMarks(line, 0, line.length);
      if (!marks) continue;
      if (!last || marks.seq > last.end.seq) {
        const endBytes = offset + line.length + 1;
        const end = { seq: marks.seq, hash: lineHash(line), file, lineBytes: line.length, endBytes };
        last = { end, line: Buffer.from(line) };
      }
      break;
    }
  }
  return last;
}
