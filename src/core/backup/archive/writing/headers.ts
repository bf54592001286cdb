/** What the headers of an entry say. Source of the layouts: PKWARE APPNOTE 6.3.10, 4.3 and 4.5; Info-ZIP extrafld.txt. */
export interface HeaderFields {
  /** With `/` at its end for a folder. */
  readonly path: string;
  /** 0: stored, 8: deflated. */
  readonly method: 0 | 8;
  readonly crc: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Unix type and permission bits. */
  readonly mode: number;
  /** Room for sizes beyond 32 bits; must not change once the header has its place. */
  readonly isLarge: boolean;
}

const localBytes = 30;
const directoryBytes = 46;
const timeFieldBytes = 9;
const utf8Names = 0x0800;
const version = { plain: 20, large: 45 } as const;
const madeByUnix = 3 << 8;
const ones32 = 0xffffffff;
/** A margin below 4 GiB: what is packed may be a little longer than what is not. */
const largeBytes = 0xff000000;

/** Whether the headers of a file need room for sizes beyond 32 bits. */
export function needsLargeHeader(sizeBytes: number): boolean {
  return sizeBytes >= largeBytes;
}

/** Length of the header right before the contents. */
export function localHeaderBytes({ path, isLarge }: Pick<HeaderFields, 'path' | 'isLarge'>): number {
  return localBytes + Buffer.byteLength(path) + timeFieldBytes + (isLarge ? 20 : 0);
}

/** At most what the record in the central directory takes. */
export function maxDirectoryHeaderBytes(path: string): number {
  return directoryBytes + Buffer.byteLength(path) + timeFieldBytes + 28;
}

/** Writes the header right before the contents; returns where it ends. */
export function writeLocalHeader(into: Buffer, at: number, fields: HeaderFields): number {
  into.writeUInt32LE(0x04034b50, at);
  into.writeUInt16LE(fields.isLarge ? version.large : version.plain, at + 4);
  writeCommon(into, at + 6, fields);
  const nameBytes = into.write(fields.path, at + localBytes);
  const extraAt = at + localBytes + nameBytes;
  let end = writeTimeField(into, extraAt, fields.modifiedMs);
  if (fields.isLarge) end = writeLargeField(into, end, [fields.sizeBytes, fields.packedBytes]);
  into.writeUInt16LE(nameBytes, at + 26);
  into.writeUInt16LE(end - extraAt, at + 28);
  return end;
}

/** Writes the record of the central directory; `offset` is where the other header begins. Returns where it ends. */
export function writeDirectoryHeader(into: Buffer, at: number, fields: HeaderFields, offset: number): number {
  const isFar = offset >= ones32;
  const isFolder = fields.path.endsWith('/');
  into.writeUInt32LE(0x02014b50, at);
  into.writeUInt16LE(madeByUnix | version.large, at + 4);
  into.writeUInt16LE(fields.isLarge || isFar ? version.large : version.plain, at + 6);
  writeCommon(into, at + 8, fields);
  const nameBytes = into.write(fields.path, at + directoryBytes);
  const extraAt = at + directoryBytes + nameBytes;
  let end = writeTimeField(into, extraAt, fields.modifiedMs);
  const numbers = [
    ...(fields.isLarge ? [fields.sizeBytes, fields.packedBytes] : []),
    ...(isFar ? [offset] : []),
  ];
  if (numbers.length > 0) end = writeLargeField(into, end, numbers);
  into.writeUInt16LE(nameBytes, at + 28);
  into.writeUInt16LE(end - extraAt, at + 30);
  into.fill(0, at + 32, at + 38);
  // Unix mode above, DOS attributes below: 0x10 is a folder.
  into.writeUInt32LE((fields.mode & 0xffff) * 0x10000 + (isFolder ? 0x10 : 0), at + 38);
  into.writeUInt32LE(isFar ? ones32 : offset, at + 42);
  return end;
}

/** What stands at the end of the file; in the zip64 form only where the numbers ask for it. */
export function endRecords(entryCount: number, directoryOffset: number, directorySizeBytes: number): Buffer {
  const isLarge = entryCount >= 0xffff || directoryOffset >= ones32 || directorySizeBytes >= ones32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  const count = isLarge ? 0xffff : entryCount;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(isLarge ? ones32 : directorySizeBytes, 12);
  end.writeUInt32LE(isLarge ? ones32 : directoryOffset, 16);
  if (!isLarge) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(madeByUnix | version.large, 12);
  record.writeUInt16LE(version.large, 14);
  record.writeBigUInt64LE(BigInt(entryCount), 24);
  record.writeBigUInt64LE(BigInt(entryCount), 32);
  record.writeBigUInt64LE(BigInt(directorySizeBytes), 40);
  record.writeBigUInt64LE(BigInt(directoryOffset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(directoryOffset + directorySizeBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}

function writeCommon(into: Buffer, at: number, fields: HeaderFields): void {
  into.writeUInt16LE(utf8Names, at);
  into.writeUInt16LE(fields.method, at + 2);
  into.writeUInt32LE(dosTime(fields.modifiedMs), at + 4);
  into.writeUInt32LE(fields.crc, at + 8);
  into.writeUInt32LE(fields.isLarge ? ones32 : fields.packedBytes, at + 12);
  into.writeUInt32LE(fields.isLarge ? ones32 : fields.sizeBytes, at + 16);
}

/** Info-ZIP's universal time: seconds since 1970 in UTC, of which unzip makes use. */
function writeTimeField(into: Buffer, at: number, modifiedMs: number): number {
  into.writeUInt16LE(0x5455, at);
  into.writeUInt16LE(timeFieldBytes - 4, at + 2);
  into.writeUInt8(1, at + 4);
  into.writeInt32LE(Math.max(-0x80000000, Math.min(0x7fffffff, Math.floor(modifiedMs / 1000))), at + 5);
  return at + timeFieldBytes;
}

function writeLargeField(into: Buffer, at: number, numbers: readonly number[]): number {
  into.writeUInt16LE(0x0001, at);
  into.writeUInt16LE(numbers.length * 8, at + 2);
  for (const [index, value] of numbers.entries()) into.writeBigUInt64LE(BigInt(value), at + 4 + index * 8);
  return at + 4 + numbers.length * 8;
}

/** Local time in steps of two seconds, from 1980 to 2107; the date is the upper half. */
function dosTime(modifiedMs: number): number {
  const date = new Date(modifiedMs);
  const year = date.getFullYear();
  if (!(year >= 1980)) return ((1 << 5) | 1) * 0x10000;
  if (year > 2107) return 0xff9f * 0x10000 + 0xbf7d;
  const day = ((year - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  return day * 0x10000 + ((date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >>> 1));
}
