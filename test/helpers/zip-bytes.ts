import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip, byte by byte: what is not said is as it should be. */
export interface RawEntry {
  readonly name: string | Buffer;
  readonly contents?: string | Buffer;
  /** 0 stored, 8 deflated (the default). */
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly packedSize?: number;
  /** What stands in the file instead of the packed contents. */
  readonly packed?: Buffer;
  /** Unix type and permission bits. */
  readonly mode?: number;
  readonly madeBy?: number;
  readonly attributes?: number;
  readonly extra?: Buffer;
  /** In the directory, instead of where the entry is. */
  readonly offset?: number;
  /** Differences of the entry's own header. */
  readonly local?: Partial<
    Record<'signature' | 'method' | 'flags' | 'crc' | 'size' | 'packedSize', number>
  > & {
    readonly name?: string;
  };
  /** Nothing of it in front of the directory. */
  readonly directoryOnly?: boolean;
}

/** What may be wrong with the end. */
export interface RawEnd {
  readonly entryCount?: number;
  readonly entriesOnDisk?: number;
  readonly directoryBytes?: number;
  readonly directoryOffset?: number;
  readonly disk?: number;
  readonly comment?: Buffer;
  readonly before?: Buffer;
  /** Between directory and end. */
  readonly between?: Buffer;
}

/** The bytes of a zip with these entries. */
export function zipBytes(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const parts: Buffer[] = end.before ? [end.before] : [];
  let offset = end.before?.byteLength ?? 0;
  const directory: Buffer[] = [];
  for (const entry of entries) {
    const fields = fieldsOf(entry);
    directory.push(directoryRecord(entry, fields, entry.offset ?? offset));
    if (entry.directoryOnly) continue;
    const local = Buffer.concat([localRecord(entry, fields), fields.packed]);
    parts.push(local);
    offset += local.byteLength;
  }
  const records = Buffer.concat(directory);
  const between = end.between ?? Buffer.alloc(0);
  return Buffer.concat([
    ...parts,
    records,
    between,
    endRecord(entries.length, offset, records.byteLength, end),
  ]);
}

/** The manifest of these files, as an entry. */
export function metadataEntry(
  files: readonly { readonly name: string; readonly contents: string | Buffer }[],
  change: Readonly<Record<string, unknown>> = {},
): RawEntry {
  const manifest = files.map(({ name, contents }) => manifestFile(name, contents));
  const metadata = {
    backup_version: '2.0.0',
    backup_timestamp: '2026-02-07T02:00:00Z',
    files: manifest,
    ...change,
  };
  return { name: 'backup_metadata.json', contents: JSON.stringify(metadata, undefined, 2) };
}

export function manifestFile(name: string, contents: string | Buffer) {
  const bytes = Buffer.from(contents);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path: name, size: bytes.byteLength, mtime: '2026-02-07T01:00:00.000Z', sha256 };
}

interface Fields {
  readonly name: Buffer;
  readonly packed: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
}

function fieldsOf(entry: RawEntry): Fields {
  const contents = Buffer.from(entry.contents ?? '');
  const method = entry.method ?? 8;
  const packed = entry.packed ?? (method === 8 ? deflateRawSync(contents) : contents);
  return {
    name: Buffer.from(entry.name),
    packed,
    method,
    flags: entry.flags ?? 0x0800,
    crc: entry.crc ?? crc32(contents),
    size: entry.size ?? contents.byteLength,
    packedSize: entry.packedSize ?? packed.byteLength,
  };
}

function localRecord({ local = {}, extra = Buffer.alloc(0) }: RawEntry, fields: Fields): Buffer {
  const header = Buffer.alloc(30);
  const name = local.name === undefined ? fields.name : Buffer.from(local.name);
  header.writeUInt32LE(local.signature ?? 0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(local.flags ?? fields.flags, 6);
  header.writeUInt16LE(local.method ?? fields.method, 8);
  header.writeUInt32LE(0x5c470840, 10);
  header.writeUInt32LE(local.crc ?? fields.crc, 14);
  header.writeUInt32LE(local.packedSize ?? fields.packedSize, 18);
  header.writeUInt32LE(local.size ?? fields.size, 22);
  header.writeUInt16LE(name.byteLength, 26);
  header.writeUInt16LE(extra.byteLength, 28);
  return Buffer.concat([header, name, extra]);
}

function directoryRecord(entry: RawEntry, fields: Fields, offset: number): Buffer {
  const extra = entry.extra ?? Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(entry.madeBy ?? (3 << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(fields.flags, 8);
  header.writeUInt16LE(fields.method, 10);
  header.writeUInt32LE(0x5c470840, 12);
  header.writeUInt32LE(fields.crc, 16);
  header.writeUInt32LE(fields.packedSize, 20);
  header.writeUInt32LE(fields.size, 24);
  header.writeUInt16LE(fields.name.byteLength, 28);
  header.writeUInt16LE(extra.byteLength, 30);
  const mode = entry.mode ?? (fields.name.at(-1) === 0x2f ? 0o040755 : 0o100644);
  header.writeUInt32LE(mode * 0x10000 + (entry.attributes ?? 0), 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, fields.name, extra]);
}

function endRecord(count: number, directoryOffset: number, directoryBytes: number, end: RawEnd): Buffer {
  const record = Buffer.alloc(22);
  const comment = end.comment ?? Buffer.alloc(0);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(end.disk ?? 0, 4);
  record.writeUInt16LE(end.disk ?? 0, 6);
  record.writeUInt16LE(end.entriesOnDisk ?? end.entryCount ?? count, 8);
  record.writeUInt16LE(end.entryCount ?? count, 10);
  record.writeUInt32LE(end.directoryBytes ?? directoryBytes, 12);
  record.writeUInt32LE(end.directoryOffset ?? directoryOffset, 16);
  record.writeUInt16LE(comment.byteLength, 20);
  return Buffer.concat([record, comment]);
}

/** A zip64 end and its locator, as they stand before the end record. */
export function largeEnd(change: {
  readonly entryCount: bigint;
  readonly directoryBytes: bigint;
  readonly directoryOffset: bigint;
  readonly recordOffset: bigint;
  readonly recordBytes?: bigint;
  readonly signature?: number;
}): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(change.signature ?? 0x06064b50, 0);
  record.writeBigUInt64LE(change.recordBytes ?? 44n, 4);
  record.writeBigUInt64LE(change.entryCount, 24);
  record.writeBigUInt64LE(change.entryCount, 32);
  record.writeBigUInt64LE(change.directoryBytes, 40);
  record.writeBigUInt64LE(change.directoryOffset, 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(change.recordOffset, 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}
