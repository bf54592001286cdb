import { createHash } from 'node:crypto';
import { extractEntry } from '../extracting/extract-entry.ts';
import { isSmall, type PackedEntry, sha256Of, unpackPieces, unpackSmall } from '../reading/entry-reader.ts';
import { ArchiveRefusal } from '../reading/refusal.ts';
import { ZipFile } from '../reading/zip-file.ts';
import { Packer } from '../writing/packer.ts';
import { TailSpace } from '../writing/tail-space.ts';
import { type BatchedEntry, type EntryBatch, unpackEntries } from './entry-batch.ts';
import type { CheckedBatch, LaneBatch, LaneSetup } from './messages.ts';

/** Works on batches one after another. */
export class LaneWork {
  readonly #packer: Packer | undefined;
  readonly #archive: ZipFile | undefined;
  readonly #onBytes: (bytes: number) => void;

  /** `onBytes` hears how much was read of files that take long. */
  constructor(setup: LaneSetup, onBytes: (bytes: number) => void) {
    this.#onBytes = onBytes;
    if (setup.kind === 'write')
      this.#packer = new Packer(setup.descriptor, new TailSpace(setup.space), onBytes);
    else this.#archive = ZipFile.open(setup.archive);
  }

  async run(batch: LaneBatch) {
    if (batch.kind === 'pack') return this.#packer?.pack(batch.tasks);
    if (this.#archive === undefined) return undefined;
    if (batch.kind === 'check') return this.#check(this.#archive, batch.entries);
    return this.#extract(this.#archive, batch.entries, batch.targets);
  }

  close(): void {
    this.#archive?.close();
  }

  async #check(archive: ZipFile, entries: EntryBatch): Promise<CheckedBatch> {
    const problems: { index: number; reason: string }[] = [];
    let hashed = 0;
    let index = 0;
    for (const { entry, sha256 } of unpackEntries(entries)) {
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
