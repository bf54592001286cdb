import yauzl from 'yauzl';
import { TimeSlice } from '../../../clock/index.ts';
import { pathProblem } from '../names.ts';
import { type EndRecord, readEndRecord } from './end-record.ts';
import { type DirectoryEntry, EntryTable } from './entry-table.ts';
import { ArchiveRefusal } from './refusal.ts';
import type { ZipFile } from './zip-file.ts';

const maxEntries = 1_000_000;
const maxDirectoryBytes = 160 * 1024 * 1024;
const headerBytes = 46;
const localHeaderBytes = 30;

/** Encrypted, strongly encrypted, masked. */
const encryptionFlags = 0x0001 | 0x0040 | 0x2000;
const unixSystems = [3, 19];
const windowsReparsePoint = 0x400;

/** Reads the central directory and refuses whatever could be understood in two ways, or could harm. */
export async function readDirectory(file: ZipFile): Promise<EntryTable> {
  const end = readEndRecord(file);
  checkClaims(file, end);
  const table = new EntryTable(
    end.entryCount,
    Math.max(0, end.directoryBytes - end.entryCount * headerBytes),
  );
  let consumed = 0;
  const slice = new TimeSlice();
  for await (const entry of directoryEntries(file)) {
    consumed += headerBytes + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    if (consumed > end.directoryBytes) throw new ArchiveRefusal('its directory holds more than it says');
    table.add(checkedEntry(entry, end.directoryOffset));
    if (table.count % 64 === 0) await slice.pause();
  }
  if (consumed !== end.directoryBytes) throw new ArchiveRefusal('its directory holds more than it says');
  await checkPlaces(table, end, slice);
  await checkFilesAreNoFolders(table, slice);
  return table;
}

/** The entries one after another as they stand there, before any check. */
export async function* directoryEntries(file: ZipFile): AsyncGenerator<yauzl.Entry> {
  try {
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
    const zip = await yauzl.fromRandomAccessReaderPromise(new CachedReader(file), file.sizeBytes, options);
    yield* zip.eachEntry();
  } catch (error) {
    if (error instanceof ArchiveRefusal || !(error instanceof Error) || 'syscall' in error) throw error;
    throw new ArchiveRefusal(`its directory is damaged (${error.message})`);
  }
}

class CachedReader extends yauzl.RandomAccessReader {
  readonly #file: ZipFile;

  constructor(file: ZipFile) {
    super();
    this.#file = file;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    try {
      this.#file.bytes(position, length).copy(buffer, offset);
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    callback(null, length);
  }
}

function checkClaims(file: ZipFile, end: EndRecord): void {
  if (end.entryCount > maxEntries || end.directoryBytes > maxDirectoryBytes) {
    throw new ArchiveRefusal(`it holds more than ${maxEntries} entries or too large a directory`);
  }
  if (end.directoryBytes > file.sizeBytes || end.entryCount * headerBytes > end.directoryBytes) {
    throw new ArchiveRefusal('it claims more entries than it has room for');
  }
}

function checkedEntry(entry: yauzl.Entry, directoryOffset: number): DirectoryEntry {
  const name = decodedName(entry);
  const refuse = (reason: string) => new ArchiveRefusal(reason, name);
  const isFolder = name.endsWith('/');
  const problem = pathProblem(isFolder ? name.slice(0, -1) : name);
  if (problem !== undefined) throw refuse(problem);
  if ((entry.generalPurposeBitFlag & encryptionFlags) !== 0) throw refuse('it is encrypted');
  const { compressionMethod: method, compressedSize, uncompressedSize, relativeOffsetOfLocalHeader } = entry;
  if (method !== 0 && method !== 8)
    throw refuse(`it is packed by a method that is not supported (${method})`);
  const mode = unixMode(entry);
  checkKind(mode, entry.externalFileAttributes, isFolder, refuse);
  if (isFolder && (uncompressedSize !== 0 || compressedSize > 2))
    throw refuse('it is a folder with contents of its own');
  if (method === 0 && compressedSize !== uncompressedSize)
    throw refuse('its two sizes contradict each other');
  if (relativeOffsetOfLocalHeader + localHeaderBytes + compressedSize > directoryOffset) {
    throw refuse('it reaches beyond the part of the file that holds contents');
  }
  return {
    name,
    headerOffset: relativeOffsetOfLocalHeader,
    packedBytes: compressedSize,
    sizeBytes: uncompressedSize,
    crc: entry.crc32,
    method,
    flags: entry.generalPurposeBitFlag,
    mode: mode & 0o777,
    modifiedMs: entry.getLastModDate({ timezone: 'local' }).getTime(),
  };
}

function checkKind(
  mode: number,
  attributes: number,
  isFolder: boolean,
  refuse: (reason: string) => ArchiveRefusal,
): void {
  const type = mode & 0o170000;
  if (type === 0o120000 || (attributes & windowsReparsePoint) !== 0) throw refuse('it is a symbolic link');
  if (type !== 0 && type !== 0o100000 && type !== 0o040000) throw refuse('it is neither a file nor a folder');
  if (type !== 0 && (type === 0o040000) !== isFolder)
    throw refuse('its kind and its name contradict each other');
}

function unixMode(entry: yauzl.Entry): number {
  return unixSystems.includes(entry.versionMadeBy >>> 8) ? entry.externalFileAttributes >>> 16 : 0;
}

/** The original's archives made by Windows PowerShell separate by backslashes. A name that then leads out is refused as any other. */
const writtenByWindows = /^backup_[\w-]+\\[^/]*$/;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodedName(entry: yauzl.Entry): string {
  const raw = entry.fileNameRaw;
  let name: string;
  try {
    name = strictUtf8.decode(raw);
  } catch {
    throw new ArchiveRefusal('its name is not UTF-8', raw.toString('latin1'));
  }
  for (const { id, data } of entry.extraFields) {
    // Info-ZIP's second name: a reader that uses it would see another archive.
    if (id === 0x7075 && data.subarray(5).compare(raw) !== 0)
      throw new ArchiveRefusal('it has two names', name);
  }
  return writtenByWindows.test(name) ? name.replaceAll('\\', '/') : name;
}

/** Entries follow each other without overlapping, from the first byte of the file on. */
async function checkPlaces(table: EntryTable, end: EndRecord, slice: TimeSlice): Promise<void> {
  const order = placeOrder(table);
  let free = 0;
  let before: number | undefined;
  for (const entry of order) {
    const { name, headerOffset, packedBytes } = table.at(entry);
    if (before === undefined && headerOffset !== 0)
      throw new ArchiveRefusal('something stands before its first entry');
    if (headerOffset < free) throw new ArchiveRefusal('it overlaps another entry', name);
    free = headerOffset + localHeaderBytes + Buffer.byteLength(name) + packedBytes;
    before = entry;
    if (entry % 64 === 0) await slice.pause();
  }
  if (free > end.directoryOffset) throw new ArchiveRefusal('its last entry overlaps its directory');
}

/** Numbers of entries by their place in the file. */
export function placeOrder(table: EntryTable): Uint32Array {
  const order = Uint32Array.from({ length: table.count }, (_, entry) => entry);
  return order.sort((one, other) => table.headerOffset(one) - table.headerOffset(other));
}

/** No entry lies below a file. */
async function checkFilesAreNoFolders(table: EntryTable, slice: TimeSlice): Promise<void> {
  let known = '';
  for (let entry = 0; entry < table.count; entry += 1) {
    if (entry % 64 === 0) await slice.pause();
    const name = table.name(entry);
    const parent = name.slice(0, name.lastIndexOf('/', name.length - 2) + 1);
    if (parent === known) continue;
    for (let end = parent.indexOf('/'); end >= 0; end = parent.indexOf('/', end + 1)) {
      const there = table.findFolded(parent.slice(0, end));
      if (there !== undefined && !table.isFolder(there))
        throw new ArchiveRefusal('it lies below a file', name);
    }
    known = parent;
  }
}
