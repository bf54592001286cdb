import { createHash } from 'node:crypto';
import { parseJson } from '../../../../shared/json.ts';
import { TimeSlice } from '../../../clock/index.ts';
import { Sweeper } from '../lanes/sweeper.ts';
import type { ArchiveOrigin, Problem } from '../model.ts';
import { isSpelling } from '../names.ts';
import { readDirectory } from './directory.ts';
import { readEndRecord } from './end-record.ts';
import { unpackAll, unpackPieces } from './entry-reader.ts';
import type { EntryTable } from './entry-table.ts';
import { ManifestSplitter } from './manifest-splitter.ts';
import {
  type ArchiveMetadata,
  archiveMetadataSchema,
  manifestFileSchema,
  metadataName,
  originalMetadataSchema,
} from './metadata.ts';
import { ArchiveRefusal } from './refusal.ts';
import type { ZipFile } from './zip-file.ts';

/** What an archive says it holds, checked as far as that goes without reading the contents. */
export interface ArchiveContents {
  readonly origin: ArchiveOrigin;
  readonly metadata: ArchiveMetadata;
  readonly table: EntryTable;
  /** The original's one top folder with `/`; `''` in ours. */
  readonly prefix: string;
  readonly metadataEntry: number | undefined;
  /** Over the directory and the metadata: in ours it covers every byte of every file. */
  readonly digest: string;
}

const maxOriginalMetadataBytes = 1024 * 1024;
const maxOriginalRatio = 300;
const freeOfRatioBytes = 1024 * 1024 * 1024;

/** Reads directory and metadata. What the manifest gets wrong is reported; everything else is refused by throwing. */
export async function readContents(
  file: ZipFile,
  report: (problem: Problem) => void,
): Promise<ArchiveContents> {
  const table = await readDirectory(file);
  const entry = table.find(metadataName);
  return entry === undefined ? readOriginal(file, table) : readOurs(file, table, entry, report);
}

async function readOurs(
  file: ZipFile,
  table: EntryTable,
  metadataEntry: number,
  report: (problem: Problem) => void,
): Promise<ArchiveContents> {
  const digest = directoryDigest(file);
  const manifest = new Manifest(table, metadataEntry, report);
  const splitter = new ManifestSplitter((text) => manifest.take(text));
  const slice = new TimeSlice();
  const sweeper = new Sweeper();
  for await (const piece of unpackPieces(file, table.at(metadataEntry))) {
    digest.update(piece);
    splitter.push(piece);
    sweeper.note(4 * piece.byteLength);
    await slice.pause();
  }
  const metadata = parseMetadata(splitter.end());
  if (!splitter.filesSeen) throw new ArchiveRefusal('its metadata has no manifest', metadataName);
  await manifest.end();
  return { origin: 'employee', metadata, table, prefix: '', metadataEntry, digest: digest.digest('hex') };
}

function parseMetadata(text: string): ArchiveMetadata {
  const value = parseJson(text);
  if (value === undefined) throw new ArchiveRefusal('its metadata is no JSON', metadataName);
  const parsed = archiveMetadataSchema.safeParse(value);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new ArchiveRefusal(`its metadata is not as it must be (${where || 'not an object'})`, metadataName);
  }
  const { files, ...metadata } = parsed.data;
  if (!Array.isArray(files) || files.length > 0)
    throw new ArchiveRefusal('its metadata has no manifest', metadataName);
  if (!metadata.backup_version.startsWith('2.')) {
    throw new ArchiveRefusal(`its version is not supported (${metadata.backup_version})`, metadataName);
  }
  return metadata;
}

/** The manifest against the directory. */
class Manifest {
  readonly #table: EntryTable;
  readonly #metadataEntry: number;
  readonly #report: (problem: Problem) => void;

  constructor(table: EntryTable, metadataEntry: number, report: (problem: Problem) => void) {
    this.#table = table;
    this.#metadataEntry = metadataEntry;
    this.#report = report;
  }

  take(text: string): void {
    const parsed = manifestFileSchema.safeParse(parseJson(text));
    if (!parsed.success)
      throw new ArchiveRefusal('an entry of its manifest is not as it must be', metadataName);
    const { path, size, mtime, sha256, name } = parsed.data;
    const entry = this.#table.find(path);
    if (entry === undefined || this.#table.isFolder(entry)) {
      this.#report({ path, reason: 'the manifest lists it, but it is not in the archive' });
    } else if (entry === this.#metadataEntry) {
      this.#report({ path, reason: 'the manifest lists the metadata itself' });
    } else if (size !== this.#table.sizeBytes(entry)) {
      this.#report({ path, reason: 'its size is not the one in the manifest' });
    } else if (name !== undefined && !isSpelling(path, name)) {
      this.#report({ path, reason: 'the manifest gives it a name that does not belong to it' });
    } else if (!this.#table.describe(entry, sha256, mtime, name)) {
      this.#report({ path, reason: 'the manifest lists it twice' });
    }
  }

  async end(): Promise<void> {
    const slice = new TimeSlice();
    for (let entry = 0; entry < this.#table.count; entry += 1) {
      if (entry % 64 === 0) await slice.pause();
      if (entry === this.#metadataEntry || this.#table.isFolder(entry)) continue;
      if (this.#table.isDescribed(entry)) continue;
      this.#report({ path: this.#table.name(entry), reason: 'it is not in the manifest' });
    }
  }
}

/** Everything under one folder `backup_<time>/`; the metadata may be missing or damaged. */
async function readOriginal(file: ZipFile, table: EntryTable): Promise<ArchiveContents> {
  const first = table.count > 0 ? table.name(0) : '';
  const prefix = /^backup_[^/]+\//.exec(first)?.[0];
  const isOriginal = prefix !== undefined && (await allBelow(table, prefix));
  if (!isOriginal)
    throw new ArchiveRefusal('it has no metadata and is not of the original form: it is no backup');
  checkInflation(file, table);
  const metadataEntry = table.find(`${prefix}${metadataName}`);
  const digest = directoryDigest(file);
  let text = '';
  if (metadataEntry !== undefined && table.sizeBytes(metadataEntry) <= maxOriginalMetadataBytes) {
    text = decodeByMark(await unpackAll(file, table.at(metadataEntry)));
  }
  const metadata = originalMetadataSchema.parse(parseJson(text) ?? {});
  return {
    origin: 'original',
    metadata: metadata.backup_timestamp === '' ? { ...metadata, backup_timestamp: timeOf(prefix) } : metadata,
    table,
    prefix,
    metadataEntry,
    digest: digest.digest('hex'),
  };
}

async function allBelow(table: EntryTable, prefix: string): Promise<boolean> {
  const slice = new TimeSlice();
  for (let entry = 0; entry < table.count; entry += 1) {
    if (!table.name(entry).startsWith(prefix)) return false;
    if (entry % 64 === 0) await slice.pause();
  }
  return true;
}

/** Nothing but the archive itself vouches for its sizes. */
function checkInflation(file: ZipFile, table: EntryTable): void {
  let bytes = 0;
  for (let entry = 0; entry < table.count; entry += 1) bytes += table.sizeBytes(entry);
  if (bytes > Math.max(freeOfRatioBytes, file.sizeBytes * maxOriginalRatio)) {
    throw new ArchiveRefusal(
      `it claims to unpack to ${bytes} bytes, more than its ${file.sizeBytes} make believable`,
    );
  }
}

/** Windows PowerShell writes UTF-8 with a mark, or UTF-16. */
function decodeByMark(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function timeOf(prefix: string): string {
  return prefix.slice('backup_'.length, -1);
}

function directoryDigest(file: ZipFile): ReturnType<typeof createHash> {
  const { directoryOffset, directoryBytes } = readEndRecord(file);
  const digest = createHash('sha256');
  const stepBytes = 256 * 1024;
  for (let done = 0; done < directoryBytes; done += stepBytes) {
    digest.update(file.bytes(directoryOffset + done, Math.min(stepBytes, directoryBytes - done)));
  }
  return digest;
}
