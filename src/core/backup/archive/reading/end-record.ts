import { ArchiveRefusal } from './refusal.ts';
import type { ZipFile } from './zip-file.ts';

/** Where the central directory is. Source: PKWARE APPNOTE 6.3.10, 4.3.14 to 4.3.16. */
export interface EndRecord {
  readonly entryCount: number;
  readonly directoryOffset: number;
  readonly directoryBytes: number;
}

const endBytes = 22;
const locatorBytes = 20;
const end64Bytes = 56;
const maxCommentBytes = 0xffff;
const endSignature = 0x06054b50;
const locatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;

/**
 * Finds the end record and refuses whatever two readers could understand differently: a second end record, bytes between
 * directory and end, several disks, numbers that disagree.
 */
export function readEndRecord(file: ZipFile): EndRecord {
  const tailBytes = Math.min(file.sizeBytes, endBytes + maxCommentBytes);
  if (tailBytes < endBytes) throw new ArchiveRefusal('it is no zip file: it is too short');
  const tailStart = file.sizeBytes - tailBytes;
  const tail = Buffer.from(file.bytes(tailStart, tailBytes));
  const candidates = endCandidates(tail);
  const [at, second] = candidates;
  if (at === undefined) throw new ArchiveRefusal('it is no zip file, or its end is missing');
  if (second !== undefined)
    throw new ArchiveRefusal('it has two ends, so that readers disagree about its contents');
  const end = tail.subarray(at);
  const endOffset = tailStart + at;
  const plain = {
    entryCount: end.readUInt16LE(10),
    directoryBytes: end.readUInt32LE(12),
    directoryOffset: end.readUInt32LE(16),
  };
  const entriesHere = end.readUInt16LE(8);
  const large = readLarge(file, endOffset);
  if (end.readUInt16LE(4) !== 0 || end.readUInt16LE(6) !== 0 || entriesHere !== plain.entryCount) {
    throw new ArchiveRefusal('it is split over several disks');
  }
  if (large && disagrees(plain, large)) throw new ArchiveRefusal('its two end records contradict each other');
  const record = large ?? plain;
  const expectedEnd = endOffset - (large ? locatorBytes + end64Bytes : 0);
  if (record.directoryOffset + record.directoryBytes !== expectedEnd) {
    throw new ArchiveRefusal('its directory is not where its end says');
  }
  return record;
}

/** Places in the tail that could be the end record, by signature and comment length. */
function endCandidates(tail: Buffer): number[] {
  const found: number[] = [];
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(endSignature);
  for (
    let at = tail.lastIndexOf(signature);
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf(signature, at - 1)
  ) {
    if (at + endBytes > tail.byteLength) continue;
    if (at + endBytes + tail.readUInt16LE(at + 20) === tail.byteLength) found.push(at);
  }
  return found;
}

function readLarge(file: ZipFile, endOffset: number): EndRecord | undefined {
  const locatorOffset = endOffset - locatorBytes;
  if (locatorOffset < 0) return undefined;
  const locator = Buffer.from(file.bytes(locatorOffset, locatorBytes));
  if (locator.readUInt32LE(0) !== locatorSignature) return undefined;
  const recordOffset = safeNumber(locator, 8);
  if (locator.readUInt32LE(4) !== 0 || locator.readUInt32LE(16) > 1) {
    throw new ArchiveRefusal('it is split over several disks');
  }
  if (recordOffset + end64Bytes !== locatorOffset)
    throw new ArchiveRefusal('its zip64 end is not where it says');
  const record = Buffer.from(file.bytes(recordOffset, end64Bytes));
  if (record.readUInt32LE(0) !== end64Signature || safeNumber(record, 4) !== end64Bytes - 12) {
    throw new ArchiveRefusal('its zip64 end is damaged');
  }
  const entryCount = safeNumber(record, 32);
  if (
    record.readUInt32LE(16) !== 0 ||
    record.readUInt32LE(20) !== 0 ||
    safeNumber(record, 24) !== entryCount
  ) {
    throw new ArchiveRefusal('it is split over several disks');
  }
  return { entryCount, directoryBytes: safeNumber(record, 40), directoryOffset: safeNumber(record, 48) };
}

/** Each number of the short record is that of the long one, or all ones. */
function disagrees(plain: EndRecord, large: EndRecord): boolean {
  return (
    (plain.entryCount !== 0xffff && plain.entryCount !== large.entryCount) ||
    (plain.directoryBytes !== 0xffffffff && plain.directoryBytes !== large.directoryBytes) ||
    (plain.directoryOffset !== 0xffffffff && plain.directoryOffset !== large.directoryOffset)
  );
}

function safeNumber(bytes: Buffer, at: number): number {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ArchiveRefusal('it claims an impossible size');
  return Number(value);
}
