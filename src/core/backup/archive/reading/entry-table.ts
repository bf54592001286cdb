import type { Amount } from '../model.ts';
import { NameIndex } from './name-index.ts';
import { ArchiveRefusal } from './refusal.ts';

/** What the central directory says of an entry. */
export interface DirectoryEntry {
  /** With `/` at its end for a folder. */
  readonly name: string;
  readonly headerOffset: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly crc: number;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly flags: number;
  /** Unix permission bits; 0: not said. */
  readonly mode: number;
  readonly modifiedMs: number;
}

const hashBytes = 32;

/**
 * The entries of an archive in columns: 200,000 take 30 MB instead of 150, and an archive that claims a million is no danger.
 * Numbers of entries are their places in the central directory.
 */
export class EntryTable {
  count = 0;
  readonly #capacity: number;
  readonly #names: Buffer;
  readonly #nameEnds: Uint32Array;
  readonly #numbers: Float64Array;
  readonly #crcs: Uint32Array;
  readonly #kinds: Uint16Array;
  readonly #hashes: Buffer;
  readonly #hashed: Uint8Array;
  readonly #realNames = new Map<number, string>();
  readonly #index: NameIndex;

  /** `nameBytes`: enough for all names together. */
  constructor(capacity: number, nameBytes: number) {
    this.#capacity = capacity;
    this.#names = Buffer.allocUnsafeSlow(nameBytes);
    this.#nameEnds = new Uint32Array(capacity + 1);
    this.#numbers = new Float64Array(capacity * 4);
    this.#crcs = new Uint32Array(capacity);
    this.#kinds = new Uint16Array(capacity * 3);
    this.#hashes = Buffer.allocUnsafeSlow(capacity * hashBytes);
    this.#hashed = new Uint8Array(capacity);
    this.#index = new NameIndex(capacity, (entry) => this.#plainName(entry));
  }

  /** Refuses a second entry whose name differs by case or Unicode form at most. */
  add(entry: DirectoryEntry): void {
    if (this.count >= this.#capacity) throw new ArchiveRefusal('its directory holds more than it says');
    const at = this.count;
    const start = this.#nameEnds[at] ?? 0;
    this.#nameEnds[at + 1] = start + this.#names.write(entry.name, start);
    this.#numbers.set([entry.headerOffset, entry.packedBytes, entry.sizeBytes, entry.modifiedMs], at * 4);
    this.#crcs[at] = entry.crc;
    this.#kinds.set([entry.method, entry.flags, entry.mode], at * 3);
    const twin = this.#index.add(at, this.#plainName(at));
    if (twin !== undefined) throw new ArchiveRefusal(twinReason(entry.name, this.name(twin)), entry.name);
    this.count += 1;
  }

  at(entry: number): DirectoryEntry {
    const number = (column: number) => this.#numbers[entry * 4 + column] ?? 0;
    return {
      name: this.name(entry),
      headerOffset: number(0),
      packedBytes: number(1),
      sizeBytes: number(2),
      modifiedMs: number(3),
      crc: this.#crcs[entry] ?? 0,
      method: this.#kinds[entry * 3] ?? 0,
      flags: this.#kinds[entry * 3 + 1] ?? 0,
      mode: this.#kinds[entry * 3 + 2] ?? 0,
    };
  }

  name(entry: number): string {
    return this.#names.toString('utf8', this.#nameEnds[entry], this.#nameEnds[entry + 1]);
  }

  headerOffset(entry: number): number {
    return this.#numbers[entry * 4] ?? 0;
  }

  sizeBytes(entry: number): number {
    return this.#numbers[entry * 4 + 2] ?? 0;
  }

  /** Of the files among these entries. */
  amountOf(entries: Iterable<number>): Amount {
    let files = 0;
    let bytes = 0;
    for (const entry of entries) {
      if (!this.isFolder(entry)) files += 1;
      bytes += this.sizeBytes(entry);
    }
    return { files, bytes };
  }

  isFolder(entry: number): boolean {
    return this.#names[(this.#nameEnds[entry + 1] ?? 0) - 1] === 0x2f;
  }

  /** The entry of exactly that name, without `/` at its end. */
  find(name: string): number | undefined {
    const entry = this.#index.find(name);
    return entry !== undefined && this.#plainName(entry) === name ? entry : undefined;
  }

  /** The entry of that name on a system that ignores case and Unicode forms. */
  findFolded(name: string): number | undefined {
    return this.#index.find(name);
  }

  /** What the manifest says of an entry; false if it said so before. */
  describe(entry: number, sha256: string, modifiedMs: number, realName: string | undefined): boolean {
    if (this.isDescribed(entry)) return false;
    this.#hashed[entry] = 1;
    this.#hashes.write(sha256, entry * hashBytes, 'hex');
    this.#numbers[entry * 4 + 3] = modifiedMs;
    if (realName !== undefined) this.#realNames.set(entry, realName);
    return true;
  }

  /** Whether the manifest lists it. */
  isDescribed(entry: number): boolean {
    return this.#hashed[entry] === 1;
  }

  /** Hex; `null` when no manifest says it. */
  sha256(entry: number): string | null {
    if (!this.isDescribed(entry)) return null;
    return this.#hashes.toString('hex', entry * hashBytes, (entry + 1) * hashBytes);
  }

  /** What a file was called where it was archived, if its name had to be spelt differently. */
  realName(entry: number): string | undefined {
    return this.#realNames.get(entry);
  }

  findByRealName(name: string): number | undefined {
    for (const [entry, real] of this.#realNames) if (real === name) return entry;
    return undefined;
  }

  #plainName(entry: number): string {
    const end = this.#nameEnds[entry + 1] ?? 0;
    return this.#names.toString('utf8', this.#nameEnds[entry], this.#names[end - 1] === 0x2f ? end - 1 : end);
  }
}

function twinReason(name: string, twin: string): string {
  return name === twin
    ? 'it is in the archive twice'
    : `its name differs from ${JSON.stringify(twin)} only by case or form`;
}
