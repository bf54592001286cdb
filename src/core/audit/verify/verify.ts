import { join } from 'node:path';
import { nextTurn } from '../../clock/index.ts';
import type { Files } from '../../files/index.ts';
import { fileSize, listDayFiles, readRange } from '../day-files.ts';
import { type Head, openHeadSlots, readHead } from '../head.ts';
import { requirePublicKey } from '../keys.ts';
import { defaultLegacyKey } from '../legacy.ts';
import { scanLines } from '../lines.ts';
import { linkChain } from './chain.ts';
import { DayScan, type InvalidRun, type OpenTail, type Segment } from './day-scan.ts';
import { TrailHistory } from './history.ts';
import type { AuditVerification, Defect } from './report.ts';
import { checkEverySignature, checkLastSignature, type Forged } from './signatures.ts';

export interface VerifyOptions {
  readonly files: Files;
  readonly folder: string;
  readonly headFolder: string;
  /** Verify every signature instead of one per segment. */
  readonly deep?: boolean;
  /** Genesis key that the trail must have (base64 SPKI or PEM). */
  readonly publicKey?: string | undefined;
  /** What this user's own state says about the trail: its last epoch must be this one. */
  readonly knownInstall?: { readonly installId: string; readonly publicKey: string } | undefined;
  /** An acknowledged entry recorded outside the workspace; shows that trail and head were rolled back together. */
  readonly anchor?: { readonly seq: number; readonly hash: string } | undefined;
  /** `AUDIT_SIGNING_KEY` of the original system. */
  readonly legacyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?:
    | ((progress: { readonly doneBytes: number; readonly totalBytes: number }) => void)
    | undefined;
}

/**
 * Verifies the whole trail and writes nothing; may run while the employee does. Throws only when the disk
 * cannot be read, the key given is none, or `signal` says so.
 */
export async function verifyTrail(options: VerifyOptions): Promise<AuditVerification> {
  const given = options.publicKey === undefined ? undefined : requirePublicKey(options.publicKey);
  const known = options.knownInstall && requirePublicKey(options.knownInstall.publicKey);
  const { scans, head, onBlock } = await scanDays(options);
  const history = new TrailHistory(
    scans.flatMap((scan) => scan.trailEntries),
    given ?? known,
  );
  const invalidRuns = scans.flatMap((scan) => scan.invalidRuns);
  const signatures = await checkSignatures(
    options,
    history,
    scans.flatMap((scan) => scan.segments),
    onBlock,
  );
  const chain = linkChain({
    segments: signatures.segments,
    invalidRuns: [...invalidRuns, ...signatures.invalidRuns],
    head,
  });
  const total = count(scans.map((scan) => scan.ownLines)) - signatures.torn;
  const invalid = count([...invalidRuns, ...signatures.invalidRuns].map((run) => run.count));
  const defects = [
    ...scans.flatMap((scan) => scan.defects),
    ...signatures.defects,
    ...chain.defects,
    ...history.defects,
    ...againstHead(scans, head, chain.lastSeq, signatures.forgedSeqs),
    ...againstOutside(options, scans, history, chain.lastSeq),
  ];
  return {
    integrity: defects.length === 0 ? 'OK' : 'COMPROMISED',
    total_entries: total,
    valid_entries: Math.max(0, total - invalid - chain.repeated),
    legacy: {
      total: count(scans.map((scan) => scan.legacy.total)),
      valid: count(scans.map((scan) => scan.legacy.valid)),
    },
    epochs: history.epochs,
    invalid_details: defects.sort(byPlace),
    head: head && head.seq > 0 ? { seq: head.seq, hash: head.hash } : null,
    repaired_tails: history.repairedTails,
  };
}

async function scanDays(
  options: VerifyOptions,
): Promise<{ scans: readonly DayScan[]; head: Head | undefined; onBlock: (bytes: number) => void }> {
  const { files, folder, headFolder, anchor } = options;
  const slots = openHeadSlots(files, headFolder);
  const head = readHead(slots);
  const days = listDayFiles(files, folder).map((file) => ({
    file,
    sizeBytes: fileSize(files, folder, file),
  }));
  // What the employee began to write between the two looks is no torn line.
  const growing = readHead(slots)?.tail.file;
  const onBlock = countProgress(options, count(days.map((day) => day.sizeBytes)));
  const wantedSeqs = new Set([head?.seq ?? 0, anchor?.seq ?? 0]);
  const scans: DayScan[] = [];
  for (const [fileIndex, { file, sizeBytes }] of days.entries()) {
    const isTail = head?.tail.file === file;
    const openTail = isTail ? openTailOf(head) : undefined;
    const legacyKey = options.legacyKey ?? defaultLegacyKey;
    const scan = new DayScan({ fileIndex, file }, { legacyKey, openTail, wantedSeqs });
    const scanned = await scanLines(files, join(folder, file), scan, {
      endOffset: sizeBytes,
      signal: options.signal,
      onBlock,
    });
    const bytes = readRange(files, folder, file, scanned.completeBytes, scanned.readBytes);
    scan.finish({ offset: scanned.completeBytes, bytes, mayGrow: growing === file && !isTail });
    scans.push(scan);
  }
  return { scans, head, onBlock };
}

/** A deep check reads everything a second time. */
function countProgress({ deep, onProgress }: VerifyOptions, bytesOnce: number): (bytes: number) => void {
  const totalBytes = deep ? 2 * bytesOnce : bytesOnce;
  let doneBytes = 0;
  return (bytes) => {
    doneBytes += bytes;
    onProgress?.({ doneBytes, totalBytes });
  };
}

function openTailOf({ seq, hash, file, tail }: Head): OpenTail {
  return { seq, hash, startsAt: file === tail.file ? 'behind_head' : tail.start_bytes };
}

interface CheckedSignatures {
  readonly segments: readonly Segment[];
  readonly defects: readonly Defect[];
  readonly invalidRuns: readonly InvalidRun[];
  readonly forgedSeqs: ReadonlySet<number>;
  /** Unacknowledged lines that are not signed: a torn tail. */
  readonly torn: number;
}

async function checkSignatures(
  { files, folder, deep, signal }: VerifyOptions,
  history: TrailHistory,
  segments: readonly Segment[],
  onBlock: (bytes: number) => void,
): Promise<CheckedSignatures> {
  const context = { files, folder, history, signal, onBlock };
  const kept: Segment[] = [];
  const defects: Defect[] = [];
  const invalidRuns: InvalidRun[] = [];
  const forgedSeqs = new Set<number>();
  let torn = 0;
  for (const segment of segments) {
    await nextTurn();
    signal?.throwIfAborted();
    const check = deep ? checkEverySignature : checkLastSignature;
    const forged = await check(context, segment);
    const sound = forged ? before(segment, forged) : segment;
    if (sound) kept.push(sound);
    if (!forged) continue;
    if (segment.isUnacknowledged) {
      torn += forged.count;
      continue;
    }
    const { file, fileIndex } = segment;
    forgedSeqs.add(segment.lastSeq);
    invalidRuns.push({ fileIndex, firstLine: forged.line, count: forged.count });
    defects.push({ file, line: forged.line, seq: forged.seq, reason: forgedReason(forged, history) });
  }
  return { segments: kept, defects, invalidRuns, forgedSeqs, torn };
}

function forgedReason({ seq, count: lines }: Forged, history: TrailHistory): string {
  if (!history.keyAt(seq)) return 'no public key is known to check its signature';
  const rewritten = lines > 1 ? `, and the chain was rewritten from there on (${lines} entries)` : '';
  return `edited: it does not match its signature${rewritten}`;
}

/** The part of a segment before its first forged line. */
function before(segment: Segment, forged: Forged): Segment | undefined {
  if (!forged.before) return undefined;
  return {
    ...segment,
    lastLine: forged.line - 1,
    lastSeq: forged.seq - 1,
    lastHash: forged.prev,
    lastOffset: forged.before.offset,
    endOffset: forged.before.endOffset,
  };
}

function againstHead(
  scans: readonly DayScan[],
  head: Head | undefined,
  lastSeq: number,
  forgedSeqs: ReadonlySet<number>,
): Defect[] {
  if (!head) {
    const reason = 'the record of the last acknowledged entry is missing';
    return lastSeq > 0 ? [{ file: '.employee/audit_head_a', line: null, seq: lastSeq, reason }] : [];
  }
  if (head.seq === 0 || lastSeq < head.seq || forgedSeqs.has(head.seq)) return [];
  if (hashesAt(scans, head.seq).includes(head.hash)) return [];
  const reason = `entry ${head.seq} is not the one that was acknowledged`;
  return [{ file: head.file, line: null, seq: head.seq, reason }];
}

function againstOutside(
  { anchor, publicKey, knownInstall }: VerifyOptions,
  scans: readonly DayScan[],
  history: TrailHistory,
  lastSeq: number,
): Defect[] {
  const defects: Defect[] = [];
  const { epochs } = history;
  const whole = { file: 'audit_logs', line: null };
  if (anchor && anchor.seq > 0 && !hashesAt(scans, anchor.seq).includes(anchor.hash)) {
    const reason =
      lastSeq < anchor.seq
        ? `rolled back: entry ${anchor.seq} was acknowledged, the trail ends at ${lastSeq}`
        : `foreign history: entry ${anchor.seq} is not the one that was acknowledged`;
    defects.push({ ...whole, seq: anchor.seq, reason });
  }
  if (publicKey !== undefined && lastSeq > 0) {
    const text = requirePublicKey(publicKey).text;
    if (!epochs.some((epoch) => epoch.public_key === text))
      defects.push({ ...whole, seq: null, reason: 'foreign history: no genesis has the given public key' });
  }
  const current = epochs.at(-1);
  if (knownInstall && current) {
    const text = requirePublicKey(knownInstall.publicKey).text;
    if (current.install !== knownInstall.installId || current.public_key !== text) {
      const reason = 'foreign history: the genesis is not that of this install';
      defects.push({ file: current.file, line: null, seq: current.seq, reason });
    }
  }
  return defects;
}

function hashesAt(scans: readonly DayScan[], seq: number): string[] {
  return scans.flatMap((scan) => scan.hashes.get(seq) ?? []);
}

function count(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function byPlace(a: Defect, b: Defect): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER);
}
