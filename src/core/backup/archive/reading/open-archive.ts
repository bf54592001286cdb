import { basename } from 'node:path';
import { EmployeeError } from '../../../../shared/errors.ts';
import { ioError } from '../../../files/index.ts';
import type { ArchiveEntry, ArchiveOrigin } from '../model.ts';
import { type ArchiveContents, readContents } from './contents.ts';
import { isSmall, sha256Of, unpackAll, unpackSmall } from './entry-reader.ts';
import type { ArchiveMetadata } from './metadata.ts';
import { ArchiveRefusal, refusalError } from './refusal.ts';
import { ZipFile } from './zip-file.ts';

/** An archive whose structure, names and manifest are in order. Its contents are checked when they are read. */
export class OpenArchive {
  readonly origin: ArchiveOrigin;
  readonly metadata: ArchiveMetadata;
  /** Changes with any byte of any file; in the original's archives with the CRC of any file. */
  readonly digest: string;
  readonly sizeBytes: number;
  readonly #path: string;
  readonly #file: ZipFile;
  readonly #contents: ArchiveContents;

  private constructor(path: string, file: ZipFile, contents: ArchiveContents) {
    this.#path = path;
    this.#file = file;
    this.#contents = contents;
    this.origin = contents.origin;
    this.metadata = contents.metadata;
    this.digest = contents.digest;
    this.sizeBytes = file.sizeBytes;
  }

  /** Throws `integrity` with the first thing that is wrong, `not_found`, `io`. */
  static async open(path: string): Promise<OpenArchive> {
    try {
      const file = ZipFile.open(path);
      try {
        const contents = await readContents(file, ({ path: where, reason }) => {
          throw new ArchiveRefusal(reason, where);
        });
        return new OpenArchive(path, file, contents);
      } catch (error) {
        file.close();
        throw error;
      }
    } catch (error) {
      throw readError(path, error);
    }
  }

  /** Everything in it but its metadata, in the order of its directory; 200,000 entries are never held at once. */
  *entries(): Generator<ArchiveEntry> {
    const { table, prefix, metadataEntry } = this.#contents;
    for (let entry = 0; entry < table.count; entry += 1) {
      if (entry === metadataEntry || table.name(entry) === prefix) continue;
      yield this.#entry(entry);
    }
  }

  /** The entry at a path that `entries` gave. */
  entry(path: string): ArchiveEntry | undefined {
    const found = this.#find(path);
    return found === undefined ? undefined : this.#entry(found);
  }

  /**
   * The contents of a file, checked against size, CRC and SHA-256; at most `maxBytes` of it are ever held. Throws
   * `not_found`, `invalid_input` (longer than that), `integrity`.
   */
  async read(path: string, maxBytes: number): Promise<Buffer> {
    const entry = this.#find(path);
    if (entry === undefined) {
      throw new EmployeeError('not_found', {
        what: `cannot read ${path}`,
        why: `it is not in the archive ${basename(this.#path)}`,
        hint: 'Choose a path that its list shows',
      });
    }
    const packed = this.#contents.table.at(entry);
    if (packed.sizeBytes > maxBytes) {
      throw new EmployeeError('invalid_input', {
        what: `cannot show ${path}`,
        why: `it has ${packed.sizeBytes} bytes, more than ${maxBytes}`,
        hint: 'Restore the file to look at it',
      });
    }
    try {
      const bytes = isSmall(packed)
        ? Buffer.from(unpackSmall(this.#file, packed))
        : await unpackAll(this.#file, packed);
      const sha256 = this.#contents.table.sha256(entry);
      if (sha256 !== null && sha256Of(bytes) !== sha256) {
        throw new ArchiveRefusal('its contents do not fit the hash in the manifest', path);
      }
      return bytes;
    } catch (error) {
      throw readError(this.#path, error);
    }
  }

  close(): void {
    this.#file.close();
  }

  #entry(entry: number): ArchiveEntry {
    const { table, prefix } = this.#contents;
    const { sizeBytes, modifiedMs, mode } = table.at(entry);
    const isFolder = table.isFolder(entry);
    const name = table.realName(entry) ?? table.name(entry).slice(prefix.length);
    return {
      path: isFolder ? name.slice(0, -1) : name,
      kind: isFolder ? 'folder' : 'file',
      sizeBytes,
      modifiedMs,
      sha256: table.sha256(entry),
      executable: !isFolder && (mode & 0o100) !== 0,
    };
  }

  #find(path: string): number | undefined {
    return (
      this.#contents.table.find(this.#contents.prefix + path) ?? this.#contents.table.findByRealName(path)
    );
  }
}

/** What went wrong with reading an archive, for a person. */
export function readError(path: string, error: unknown): unknown {
  if (error instanceof ArchiveRefusal) return refusalError(path, error);
  return ioError(`cannot read the archive ${basename(path)}`, error);
}
