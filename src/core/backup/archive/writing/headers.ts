/** What the headers of an entry say. Source of the layouts: PKWARE APPNOTE 6.3.10, 4.3 and 4.5; Info-ZIP extrafld.txt. */
export interface HeaderFields {
  /** UTF-8, with `/` at its end for a folder. */
  readonly name: Buffer;
  /** 0: stored, 8: deflated. */
  readonly method: 0 | 8;
  readonly crc: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Unix type and permission bits. */
  readonly mode: number;
  /** A length that was expected before `sizeBytes` was known: decides the form of the header instead of it. */
  readonly expectedBytes?: number;
}

const utf8Names = 0x0800;
const version = { plain: 20, large: 45 } as const;
const madeByUnix = 3 << 8;
const ones32 = 0xffffffff;
/** Sizes from here on are written in zip64 fields: what is packed may be a little longer than what is not. */
const largeBytes = 0xff000000;
const timeFieldBytes = 9;

/** The header right before the contents. Its length depends on the name and on whether it is large. */
export function localHeader(fields: HeaderFields): Buffer {
  const large = isLarge(fields);
  const extra = [
    timeField(fields.modifiedMs),
    ...(large ? [largeField(fields.sizeBytes, fields.packedBytes)] : []),
  ];
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(large ? version.large : version.plain, 4);
  writeCommon(header, 6, fields, large);
  header.writeUInt16LE(fields.name.byteLength, 26);
  header.writeUInt16LE(
    extra.reduce((sum, { byteLength }) => sum + byteLength, 0),
    28,
  );
  return Buffer.concat([header, fields.name, ...extra]);
}

/** The same in the central directory. */
export function directoryHeader(fields: HeaderFields, offset: number): Buffer {
  const large = isLarge(fields);
  const far = offset >= ones32;
  const numbers = [...(large ? [fields.sizeBytes, fields.packedBytes] : []), ...(far ? [offset] : [])];
  const extra = [timeField(fields.modifiedMs), ...(numbers.length > 0 ? [largeField(...numbers)] : [])];
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(madeByUnix | version.large, 4);
  header.writeUInt16LE(large || far ? version.large : version.plain, 6);
  writeCommon(header, 8, fields, large);
  header.writeUInt16LE(fields.name.byteLength, 28);
  header.writeUInt16LE(
    extra.reduce((sum, { byteLength }) => sum + byteLength, 0),
    30,
  );
  // The lowest bit of the DOS attributes' fifth says "folder" to Windows.
  header.writeUInt32LE(((fields.mode & 0xffff) * 0x10000 + (isFolder(fields) ? 0x10 : 0)) >>> 0, 38);
  header.writeUInt32LE(far ? ones32 : offset, 42);
  return Buffer.concat([header, fields.name, ...extra]);
}

/** What stands at the end of the file; in the zip64 form only where the numbers ask for it. */
export function endRecords(entryCount: number, directoryOffset: number, directoryBytes: number): Buffer {
  const large = entryCount >= 0xffff || directoryOffset >= ones32 || directoryBytes >= ones32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  const count = large ? 0xffff : entryCount;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(large ? ones32 : directoryBytes, 12);
  end.writeUInt32LE(large ? ones32 : directoryOffset, 16);
  if (!large) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(madeByUnix | version.large, 12);
  record.writeUInt16LE(version.large, 14);
  record.writeBigUInt64LE(BigInt(entryCount), 24);
  record.writeBigUInt64LE(BigInt(entryCount), 32);
  record.writeBigUInt64LE(BigInt(directoryBytes), 40);
  record.writeBigUInt64LE(BigInt(directoryOffset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(directoryOffset + directoryBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}

function writeCommon(header: Buffer, at: number, fields: HeaderFields, large: boolean): void {
  const { time, date } = dosTime(fields.modifiedMs);
  header.writeUInt16LE(utf8Names, at);
  header.writeUInt16LE(fields.method, at + 2);
  header.writeUInt16LE(time, at + 4);
  header.writeUInt16LE(date, at + 6);
  header.writeUInt32LE(fields.crc, at + 8);
  header.writeUInt32LE(large ? ones32 : fields.packedBytes, at + 12);
  header.writeUInt32LE(large ? ones32 : fields.sizeBytes, at + 16);
}

/** Info-ZIP's universal time: seconds since 1970 in UTC, of which unzip makes use. */
function timeField(modifiedMs: number): Buffer {
  const field = Buffer.alloc(timeFieldBytes);
  field.writeUInt16LE(0x5455, 0);
  field.writeUInt16LE(timeFieldBytes - 4, 2);
  field.writeUInt8(1, 4);
  field.writeInt32LE(Math.max(-0x80000000, Math.min(0x7fffffff, Math.floor(modifiedMs / 1000))), 5);
  return field;
}

function largeField(...numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + numbers.length * 8);
  field.writeUInt16LE(0x0001, 0);
  field.writeUInt16LE(numbers.length * 8, 2);
  for (const [index, value] of numbers.entries()) field.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  return field;
}

/** Local time in steps of two seconds, from 1980 to 2107. */
function dosTime(modifiedMs: number): { time: number; date: number } {
  const date = new Date(modifiedMs);
  const year = date.getFullYear();
  if (!(year >= 1980)) return { time: 0, date: (1 << 5) | 1 };
  if (year > 2107) return { time: 0xbf7d, date: 0xff9f };
  return {
    time: (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >>> 1),
    date: ((year - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate(),
  };
}

function isLarge({ sizeBytes, expectedBytes = sizeBytes }: HeaderFields): boolean {
  return expectedBytes >= largeBytes;
}

function isFolder({ name }: HeaderFields): boolean {
  return name[name.byteLength - 1] === 0x2f;
}
