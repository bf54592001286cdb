import { dayOf } from '../day-files.ts';
import { type LineMarks, lineHash, readMarks } from '../entry.ts';
import { verifyLegacyLine } from '../legacy.ts';
import type { LineVisitor } from '../lines.ts';
import type { Defect } from './report.ts';

/**
 * Consecutive lines of one file, each numbered and hashed on from the one before. Hence, without the key, one
 * signature decides for all: if a line was changed, every later line of its segment had to change too.
 */
export interface Segment {
  readonly fileIndex: number;
  readonly file: string;
  readonly firstLine: number;
  readonly firstSeq: number;
  readonly firstPrev: string;
  readonly firstOffset: number;
  lastLine: number;
  lastSeq: number;
  lastHash: string;
  lastOffset: number;
  /** Offset after the last line, without its newline. */
  endOffset: number;
  readonly isInOwnDay: boolean;
  /** Lines after this offset are not acknowledged. */
  readonly isUnacknowledged: boolean;
}

/** An entry about the trail itself, kept to be read as a whole. */
export interface TrailEntryLine {
  readonly file: string;
  readonly lineNumber: number;
  readonly seq: number;
  readonly line: Buffer;
}

/** What stands at a place where no entry could be read. */
export interface InvalidRun {
  readonly fileIndex: number;
  readonly firstLine: number;
  readonly count: number;
}

/**
 * The file in which unacknowledged lines may lie, and the head that the first of them must follow. They begin
 * right behind the head's line, wherever edits may have moved it, or where the head lies in another file at an offset.
 */
export interface OpenTail {
  readonly startsAt: 'behind_head' | number;
  readonly seq: number;
  readonly hash: string;
}

/** Reads one day file line by line into segments; says what is no entry. */
export class DayScan implements LineVisitor {
  readonly segments: Segment[] = [];
  readonly trailEntries: TrailEntryLine[] = [];
  readonly defects: Defect[] = [];
  readonly invalidRuns: InvalidRun[] = [];
  readonly hashes = new Map<number, string>();
  ownLines = 0;
  readonly legacy = { total: 0, valid: 0 };
  readonly #fileIndex: number;
  readonly #file: string;
  readonly #day: string;
  readonly #legacyKey: string;
  readonly #openTail: OpenTail | undefined;
  readonly #wantedSeqs: ReadonlySet<number>;
  #lineNumber = 0;
  #torn = false;
  #headSeen = false;
  #current: Segment | undefined;
  #endsSegment = false;
  #run: { firstLine: number; count: number; legacy: boolean; reason: string } | undefined;

  constructor(
    place: { readonly fileIndex: number; readonly file: string },
    options: {
      readonly legacyKey: string;
      readonly openTail: OpenTail | undefined;
      readonly wantedSeqs: ReadonlySet<number>;
    },
  ) {
    this.#fileIndex = place.fileIndex;
    this.#file = place.file;
    this.#day = dayOf(place.file);
    this.#legacyKey = options.legacyKey;
    this.#openTail = options.openTail;
    this.#wantedSeqs = options.wantedSeqs;
  }

  line(buffer: Buffer, from: number, to: number, offset: number): void {
    if (this.#torn) return;
    this.#lineNumber += 1;
    const marks = readMarks(buffer, from, to);
    const unacknowledged = this.#isInTail(offset, marks?.seq);
    if (unacknowledged && !this.#followsHead(marks)) {
      this.#torn = to > from;
      return;
    }
    if (marks) this.#entry(marks, buffer, from, to, offset, unacknowledged);
    else this.#other(buffer.subarray(from, to));
  }

  tooLong(offset: number): void {
    if (this.#torn) return;
    this.#lineNumber += 1;
    this.#torn = this.#isInTail(offset);
    if (!this.#torn) this.#invalid(false, 'longer than 16 MiB');
  }

  /** Ends the file; `bytes` are those after the last newline, `mayGrow` says that they are just being written. */
  finish(rest: { readonly offset: number; readonly bytes: Buffer; readonly mayGrow: boolean }): void {
    const isTorn = this.#torn || this.#isInTail(rest.offset);
    if (rest.bytes.length > 0 && !isTorn && !rest.mayGrow) {
      this.#lineNumber += 1;
      // An editor may have taken the last newline of an original file; ours always have one.
      const isWhole = this.ownLines === 0 && verifyLegacyLine(rest.bytes, this.#legacyKey) !== undefined;
      if (isWhole) this.#other(rest.bytes);
      else this.#invalid(this.ownLines === 0, 'cut off in the middle of a line');
    }
    this.#endRun();
  }

  #isInTail(offset: number, seq = Number.POSITIVE_INFINITY): boolean {
    const tail = this.#openTail;
    if (!tail) return false;
    return tail.startsAt === 'behind_head' ? this.#headSeen : offset >= tail.startsAt && seq > tail.seq;
  }

  #followsHead(marks: LineMarks | undefined): boolean {
    const last = this.#current?.isUnacknowledged
      ? { seq: this.#current.lastSeq, hash: this.#current.lastHash }
      : this.#openTail;
    return marks !== undefined && marks.seq - 1 === last?.seq && marks.prev === last.hash;
  }

  #entry(
    marks: LineMarks,
    buffer: Buffer,
    from: number,
    to: number,
    offset: number,
    isUnacknowledged: boolean,
  ): void {
    this.#endRun();
    this.ownLines += 1;
    const hash = lineHash(buffer.subarray(from, to));
    const isInOwnDay = marks.day === this.#day;
    const current = this.#current;
    const goesOn =
      current !== undefined &&
      !this.#endsSegment &&
      !marks.aboutTrail &&
      marks.seq === current.lastSeq + 1 &&
      marks.prev === current.lastHash &&
      isInOwnDay === current.isInOwnDay &&
      isUnacknowledged === current.isUnacknowledged;
    if (goesOn) {
      current.lastLine = this.#lineNumber;
      current.lastSeq = marks.seq;
      current.lastHash = hash;
      current.lastOffset = offset;
      current.endOffset = offset + to - from;
    } else {
      this.#current = {
        fileIndex: this.#fileIndex,
        file: this.#file,
        firstLine: this.#lineNumber,
        firstSeq: marks.seq,
        firstPrev: marks.prev,
        firstOffset: offset,
        lastLine: this.#lineNumber,
        lastSeq: marks.seq,
        lastHash: hash,
        lastOffset: offset,
        endOffset: offset + to - from,
        isInOwnDay,
        isUnacknowledged,
      };
      this.segments.push(this.#current);
    }
    this.#endsSegment = marks.aboutTrail;
    if (marks.seq === this.#openTail?.seq && hash === this.#openTail.hash) this.#headSeen = true;
    if (this.#wantedSeqs.has(marks.seq)) this.hashes.set(marks.seq, hash);
    if (!marks.aboutTrail) return;
    const line = Buffer.from(buffer.subarray(from, to));
    this.trailEntries.push({ file: this.#file, lineNumber: this.#lineNumber, seq: marks.seq, line });
  }

  #other(line: Buffer): void {
    const looksLikeOurs = line.subarray(0, 7).toString('latin1') === '{"seq":';
    const isAfterOurs = this.ownLines > 0;
    if (line.length === 0 && !isAfterOurs) return;
    const legacy = looksLikeOurs ? undefined : verifyLegacyLine(line, this.#legacyKey);
    if (legacy === 'valid' && !isAfterOurs) {
      this.#endRun();
      this.legacy.total += 1;
      this.legacy.valid += 1;
    } else if (legacy !== undefined) {
      const reason = isAfterOurs
        ? 'an entry of the original system among ours'
        : 'does not match its signature';
      this.#invalid(!isAfterOurs, reason);
    } else {
      this.#invalid(!looksLikeOurs && !isAfterOurs, 'not an audit entry');
    }
  }

  /** Consecutive invalid lines of one kind are one defect. */
  #invalid(legacy: boolean, reason: string): void {
    this.#endsSegment = true;
    if (legacy) this.legacy.total += 1;
    else this.ownLines += 1;
    if (this.#run?.reason === reason && this.#run.legacy === legacy) {
      this.#run.count += 1;
      return;
    }
    this.#endRun();
    this.#run = { firstLine: this.#lineNumber, count: 1, legacy, reason };
  }

  #endRun(): void {
    const run = this.#run;
    if (!run) return;
    this.#run = undefined;
    const more = run.count > 1 ? ` (${run.count} lines in a row)` : '';
    this.defects.push({ file: this.#file, line: run.firstLine, seq: null, reason: run.reason + more });
    if (!run.legacy)
      this.invalidRuns.push({ fileIndex: this.#fileIndex, firstLine: run.firstLine, count: run.count });
  }
}
