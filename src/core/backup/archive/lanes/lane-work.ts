import { createHash } from 'node:crypto';
import { extractEntry } from '../extracting/extract-entry.ts';
import { isSmall, type PackedEntry, sha256Of, unpackPieces, unpackSmall } from '../reading/entry-reader.ts';
import { ArchiveRefusal } from '../reading/refusal.ts';
import { ZipFile } from '../reading/zip-file.ts';
import { unpackTasks } from '../writing/pack-task.ts';
import { Packer } from '../writing/packer.ts';
import { TailSpace } from '../writing/tail-space.ts';
import { type BatchedEntry, type EntryBatch, unpackEntries } from './entry-batch.ts';
import type { CheckedBatch, LaneBatch } from './messages.ts';
import { Sweeper } from './sweeper.ts';

/** What a batch leaves besides the contents: names, hashes, handles of zlib. */
const batchGarbageBytes = 256 * 1024;

/** Works on batches one after another, all of them for one archive. */
export class LaneWork {
  readonly #onBytes: (bytes: number) => void;
  readonly #sweeper = new Sweeper();
  #packer: Packer | undefined;
  #archive: ZipFile | undefined;

  /** `onBytes` hears how much was read of files that take long. */
  constructor(onBytes: (bytes: number) => void) {
    this.#onBytes = (bytes) => {
      this.#sweeper.note(bytes);
      onBytes(bytes);
    };
  }

  async run(batch: LaneBatch) {
    const result = await this.#run(batch);
    this.#sweeper.note(batchGarbageBytes);
    return result;
  }

  close(): void {
    this.#archive?.close();
  }

  async #run(batch: LaneBatch) {
    if (batch.kind === 'pack') {
      this.#packer ??= new Packer(batch.descriptor, new TailSpace(batch.space), this.#onBytes);
      const packed = this.#packer.pack(unpackTasks(batch.tasks));
      this.#sweeper.note(packed.bytes);
      return packed;
    }
    // What only packers need is given back before the archive is read.
    this.#packer = undefined;
    this.#archive ??= ZipFile.open(batch.archive);
    if (batch.kind === 'check') return this.#check(this.#archive, batch.entries);
    return this.#extract(this.#archive, batch.entries, batch.targets);
  }

  async #check(archive: ZipFile, entries: EntryBatch): Promise<CheckedBatch> {
    const problems: { index: number; reason: string }[] = [];
    let hashed = 0;
    let index = 0;
    for (const { entry, sha256 } of unpackEntries(entries)) {
      this.#sweeper.note(isSmall(entry) ? entry.sizeBytes : 0);
      try {
        const found = isSmall(entry)
          ? sha256Of(unpackSmall(archive, entry))
          : await this.#hashLong(archive, entry);
        if (sha256 !== null && sha256 !== found) throw hashRefusal(entry);
        if (sha256 !== null) hashed += 1;
      } catch (error) {
        if (!(error instanceof ArchiveRefusal)) throw error;
        problems.push({ index, reason: error.message });
      }
      index += 1;
    }
    return { hashed, problems };
  }

  async #hashLong(archive: ZipFile, entry: PackedEntry): Promise<string> {
    const hash = createHash('sha256');
    for await (const piece of unpackPieces(archive, entry)) {
      hash.update(piece);
      this.#onBytes(piece.byteLength);
    }
    return hash.digest('hex');
  }

  async #extract(archive: ZipFile, entries: EntryBatch, targets: readonly string[]): Promise<undefined> {
    let index = 0;
    for (const { entry, sha256 } of unpackEntries(entries)) {
      this.#sweeper.note(isSmall(entry) ? entry.sizeBytes : 0);
      const found = await extractEntry(archive, entry, targets[index] ?? '', this.#onBytes);
      if (sha256 !== null && sha256 !== found) throw hashRefusal(entry);
      index += 1;
    }
    return undefined;
  }
}

function hashRefusal(entry: BatchedEntry['entry'] | PackedEntry): ArchiveRefusal {
  return new ArchiveRefusal('its contents do not fit the hash in the manifest', entry.name);
}
