import { noPrevious } from '../entry.ts';
import type { InvalidRun, Segment } from './day-scan.ts';
import type { Defect } from './report.ts';

/** What linking the segments found. */
export interface Chain {
  readonly defects: readonly Defect[];
  /** Entries that repeat others. */
  readonly repeated: number;
  readonly lastSeq: number;
}

/** What the signatures left to be linked. */
export interface ChainInput {
  /** Segments whose signatures hold, as they lie in the files. */
  readonly segments: readonly Segment[];
  readonly invalidRuns: readonly InvalidRun[];
  readonly head: { readonly seq: number; readonly file: string } | undefined;
}

/**
 * Links segments to one chain. Order is by `seq`: day files may interleave when the clock jumped, but within a
 * file entries only ever follow each other. Lines known to be invalid explain as many missing entries.
 */
export function linkChain({ segments, invalidRuns, head }: ChainInput): Chain {
  const defects: Defect[] = [...misplaced(segments)];
  const reported = new Set(defects.map((defect) => `${defect.file}:${defect.line}`));
  const report = (segment: Segment, reason: string) => {
    const { file, firstLine: line, firstSeq: seq } = segment;
    if (!reported.has(`${file}:${line}`)) defects.push({ file, line, seq, reason });
  };
  let repeated = 0;
  let last: Segment | undefined;
  for (const segment of [...segments].sort((a, b) => a.firstSeq - b.firstSeq)) {
    const expectedSeq = (last?.lastSeq ?? 0) + 1;
    if (segment.firstSeq < expectedSeq) {
      report(segment, `repeats entry ${segment.firstSeq}`);
      repeated += Math.min(segment.lastSeq, expectedSeq - 1) - segment.firstSeq + 1;
      if (last && segment.lastSeq <= last.lastSeq) continue;
    } else {
      const reason = whyNotNext(last, segment, expectedSeq, invalidRuns);
      if (reason) report(segment, reason);
    }
    last = segment;
  }
  const lastSeq = last?.lastSeq ?? 0;
  const missing = (head?.seq ?? 0) - lastSeq - invalidBetween(invalidRuns, last, undefined);
  if (head && missing > 0) {
    const reason = `${range(lastSeq + 1, head.seq)} missing at the end: entry ${head.seq} was acknowledged`;
    defects.push({ file: head.file, line: null, seq: lastSeq + 1, reason });
  }
  return { defects, repeated, lastSeq };
}

function whyNotNext(
  last: Segment | undefined,
  segment: Segment,
  expectedSeq: number,
  invalidRuns: readonly InvalidRun[],
): string | undefined {
  const absent = segment.firstSeq - expectedSeq;
  const explained = invalidBetween(invalidRuns, last, segment);
  if (absent > explained) {
    const where = last && last.file !== segment.file ? `, between ${last.file} and ${segment.file}` : '';
    const some = explained > 0 ? `${absent - explained} of ` : '';
    return `${some}${range(expectedSeq, segment.firstSeq - 1)} missing before this one${where}`;
  }
  if (absent > 0 || segment.firstPrev === (last?.lastHash ?? noPrevious)) return undefined;
  return 'does not follow the entry before it';
}

function range(first: number, last: number): string {
  return first === last ? `entry ${first} is` : `entries ${first} to ${last} are`;
}

/** Invalid lines that lie behind `last` or before `next` in their files, or in files between. */
function invalidBetween(
  runs: readonly InvalidRun[],
  last: Segment | undefined,
  next: Segment | undefined,
): number {
  let count = 0;
  for (const run of runs) {
    const isBehind =
      last === undefined ||
      run.fileIndex > last.fileIndex ||
      (run.fileIndex === last.fileIndex && run.firstLine > last.lastLine);
    const isBefore =
      next === undefined ||
      run.fileIndex < next.fileIndex ||
      (run.fileIndex === next.fileIndex && run.firstLine < next.firstLine);
    if (isBehind && isBefore) count += run.count;
  }
  return count;
}

function* misplaced(segments: readonly Segment[]): Generator<Defect> {
  let before: Segment | undefined;
  let highestSeq = 0;
  for (const segment of segments) {
    if (before?.fileIndex !== segment.fileIndex) highestSeq = 0;
    const { file, firstLine: line, firstSeq: seq } = segment;
    if (segment.firstSeq <= highestSeq) {
      yield { file, line, seq, reason: `out of order: entry ${highestSeq} stands before it` };
    } else if (!segment.isInOwnDay) {
      yield { file, line, seq, reason: 'its time is of another day than its file' };
    }
    highestSeq = Math.max(highestSeq, segment.lastSeq);
    before = segment;
  }
}
