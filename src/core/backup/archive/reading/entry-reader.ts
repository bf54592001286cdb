import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { ArchiveRefusal } from './refusal.ts';
import type { ZipFile } from './zip-file.ts';

/** What is needed to read the contents of an entry and to know that they are right. */
export interface PackedEntry {
  readonly name: string;
  readonly headerOffset: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly crc: number;
  readonly method: number;
  readonly flags: number;
}

/** Up to here entries are unpacked at once, beyond it in pieces. */
const smallBytes = 256 * 1024;
const pieceBytes = 128 * 1024;
const localHeaderBytes = 30;
const localSignature = 0x04034b50;
const sizesFollowContents = 0x0008;

/** Whether `unpackSmall` may be used: never more memory than this is taken, whatever the archive claims. */
export function isSmall(entry: PackedEntry): boolean {
  return entry.sizeBytes <= smallBytes && entry.packedBytes <= smallBytes;
}

/** The contents of a small entry, its size and CRC checked. */
export function unpackSmall(file: ZipFile, entry: PackedEntry): Buffer {
  const packed = file.bytes(contentsOffset(file, entry), entry.packedBytes);
  const contents = entry.method === 0 ? packed : inflate(packed, entry);
  if (contents.byteLength !== entry.sizeBytes) throw sizeRefusal(entry);
  if (crc32(contents) !== entry.crc) throw crcRefusal(entry);
  return contents;
}

/** The contents of an entry of any size in pieces; size and CRC are checked when the last one was given. */
export async function* unpackPieces(file: ZipFile, entry: PackedEntry): AsyncGenerator<Buffer> {
  let sizeBytes = 0;
  let crc = 0;
  try {
    for await (const piece of pieces(file, entry)) {
      sizeBytes += piece.byteLength;
      if (sizeBytes > entry.sizeBytes) throw sizeRefusal(entry);
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (error) {
    throw isZlibError(error) ? damaged(entry) : error;
  }
  if (sizeBytes !== entry.sizeBytes) throw sizeRefusal(entry);
  if (crc !== entry.crc) throw crcRefusal(entry);
}

/** The contents of an entry of any size at once: for callers who have looked at the size. */
export async function unpackAll(file: ZipFile, entry: PackedEntry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of unpackPieces(file, entry)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Hex. */
export function sha256Of(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

function pieces(file: ZipFile, entry: PackedEntry): AsyncIterable<Buffer> {
  const packed = packedPieces(file, contentsOffset(file, entry), entry.packedBytes);
  if (entry.method === 0) return packed;
  const inflating = createInflateRaw({ chunkSize: pieceBytes });
  const source = Readable.from(packed, { objectMode: false, highWaterMark: 1 });
  source.on('error', (error) => inflating.destroy(error));
  return source.pipe(inflating);
}

async function* packedPieces(file: ZipFile, start: number, length: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < length; done += pieceBytes) {
    yield file.copy(start + done, Math.min(pieceBytes, length - done));
  }
}

function inflate(packed: Buffer, entry: PackedEntry): Buffer {
  try {
    // One byte of room more than it claims, so that a false claim shows.
    const room = entry.sizeBytes + 1;
    return inflateRawSync(packed, { maxOutputLength: room, chunkSize: Math.max(room, 64) });
  } catch (error) {
    if (error instanceof RangeError) throw sizeRefusal(entry);
    throw isZlibError(error) ? damaged(entry) : error;
  }
}

/** Where the contents begin, once the entry's own header says the same as the directory does. */
function contentsOffset(file: ZipFile, entry: PackedEntry): number {
  const name = Buffer.from(entry.name);
  const header = file.bytes(entry.headerOffset, localHeaderBytes + name.byteLength);
  if (header.readUInt32LE(0) !== localSignature)
    throw new ArchiveRefusal('its header is missing', entry.name);
  const flags = header.readUInt16LE(6);
  const extraBytes = header.readUInt16LE(28);
  const agrees =
    flags === entry.flags &&
    header.readUInt16LE(8) === entry.method &&
    header.readUInt16LE(26) === name.byteLength &&
    sameName(header.subarray(localHeaderBytes), name);
  const sizes = {
    crc: header.readUInt32LE(14),
    packed: header.readUInt32LE(18),
    size: header.readUInt32LE(22),
  };
  const sizesAgree =
    ((flags & sizesFollowContents) !== 0 && sizes.crc === 0 && sizes.packed === 0 && sizes.size === 0) ||
    (sizes.crc === entry.crc &&
      agreesOrLarge(sizes.packed, entry.packedBytes) &&
      agreesOrLarge(sizes.size, entry.sizeBytes));
  if (!agrees || !sizesAgree) {
    throw new ArchiveRefusal('its header and the directory contradict each other', entry.name);
  }
  return entry.headerOffset + localHeaderBytes + name.byteLength + extraBytes;
}

/** All ones stand for a number in the zip64 field, which the directory repeats. */
function agreesOrLarge(said: number, known: number): boolean {
  return said === known || said === 0xffffffff;
}

/** Windows PowerShell separates by backslashes; the directory was read with `/`. */
function sameName(raw: Buffer, name: Buffer): boolean {
  return raw.equals(name) || raw.toString('latin1').replaceAll('\\', '/') === name.toString('latin1');
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function damaged(entry: PackedEntry): ArchiveRefusal {
  return new ArchiveRefusal('its packed contents are damaged', entry.name);
}

function sizeRefusal(entry: PackedEntry): ArchiveRefusal {
  return new ArchiveRefusal('its contents are not as long as the directory says', entry.name);
}

function crcRefusal(entry: PackedEntry): ArchiveRefusal {
  return new ArchiveRefusal('its contents do not fit their CRC', entry.name);
}
