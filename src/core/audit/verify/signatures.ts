import { join } from 'node:path';
import type { Files } from '../../files/index.ts';
import { readRange } from '../day-files.ts';
import { readMarks } from '../entry.ts';
import { scanLines } from '../lines.ts';
import type { Segment } from './day-scan.ts';
import type { TrailHistory } from './history.ts';

const deepBlockBytes = 32 * 1024;

/** The first line of a segment that does not carry its signature, and how many from there to the end. */
export interface Forged {
  readonly line: number;
  readonly seq: number;
  readonly prev: string;
  readonly offset: number;
  readonly count: number;
  /** The last line that does, when there is one. */
  readonly before: { readonly offset: number; readonly endOffset: number } | undefined;
}

/** What checking signatures needs. `onBlock` hears of bytes read, for progress. */
export interface SignatureContext {
  readonly files: Files;
  readonly folder: string;
  readonly history: TrailHistory;
  readonly signal?: AbortSignal | undefined;
  readonly onBlock?: ((bytes: number) => void) | undefined;
}

/** Checks the last signature of a segment; only when it fails, finds the first line that fails, by halving. */
export async function checkLastSignature(
  context: SignatureContext,
  segment: Segment,
): Promise<Forged | undefined> {
  const isSigned = (offset: number, endOffset: number) => {
    const line = readRange(context.files, context.folder, segment.file, offset, endOffset);
    return isSignedLine(context.history, line);
  };
  if (isSigned(segment.lastOffset, segment.endOffset)) return undefined;
  const offsets = await lineOffsets(context, segment);
  const endOf = (index: number) => (offsets[index + 1] ?? segment.endOffset + 1) - 1;
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isSigned(offsets[middle] ?? 0, endOf(middle))) low = middle + 1;
    else high = middle;
  }
  return forgedFrom(context, segment, offsets, low);
}

/** Checks every signature of a segment. */
export async function checkEverySignature(
  context: SignatureContext,
  segment: Segment,
): Promise<Forged | undefined> {
  let index = 0;
  let firstForged = -1;
  const offsets: number[] = [];
  const visitor = {
    line: (buffer: Buffer, from: number, to: number, offset: number) => {
      offsets.push(offset);
      if (firstForged === -1 && !isSignedLine(context.history, buffer.subarray(from, to)))
        firstForged = index;
      index += 1;
    },
    tooLong: () => undefined,
  };
  await scanSegment(context, segment, visitor, deepBlockBytes);
  return firstForged === -1 ? undefined : forgedFrom(context, segment, offsets, firstForged);
}

function isSignedLine(history: TrailHistory, line: Buffer): boolean {
  const marks = readMarks(line, 0, line.length);
  return marks !== undefined && (history.keyAt(marks.seq)?.verifiesLine(line) ?? false);
}

async function lineOffsets(context: SignatureContext, segment: Segment): Promise<number[]> {
  const offsets: number[] = [];
  const line = (_buffer: Buffer, _from: number, _to: number, offset: number) => void offsets.push(offset);
  await scanSegment(context, segment, { line, tooLong: () => undefined });
  return offsets;
}

async function scanSegment(
  { files, folder, signal, onBlock }: SignatureContext,
  segment: Segment,
  visitor: Parameters<typeof scanLines>[2],
  blockBytes?: number,
): Promise<void> {
  await scanLines(files, join(folder, segment.file), visitor, {
    startOffset: segment.firstOffset,
    endOffset: segment.endOffset + 1,
    signal,
    ...(blockBytes === undefined ? {} : { blockBytes, onBlock }),
  });
}

function forgedFrom(
  { files, folder }: SignatureContext,
  segment: Segment,
  offsets: readonly number[],
  index: number,
): Forged {
  const offset = offsets[index] ?? segment.firstOffset;
  const endOffset = (offsets[index + 1] ?? segment.endOffset + 1) - 1;
  const line = readRange(files, folder, segment.file, offset, endOffset);
  const beforeOffset = index > 0 ? offsets[index - 1] : undefined;
  return {
    line: segment.firstLine + index,
    seq: segment.firstSeq + index,
    prev: readMarks(line, 0, line.length)?.prev ?? segment.firstPrev,
    offset,
    count: offsets.length - index,
    before: beforeOffset === undefined ? undefined : { offset: beforeOffset, endOffset: offset - 1 },
  };
}
