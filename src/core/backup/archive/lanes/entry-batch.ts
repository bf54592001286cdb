import type { DirectoryEntry, EntryTable } from '../reading/entry-table.ts';

/** Entries on their way to a lane, in columns: objects would cost as much to copy as small files to check. */
export interface EntryBatch {
  readonly numbers: Float64Array;
  /** Separated by NUL, which no name holds. */
  readonly names: string;
  /** 32 bytes each. */
  readonly hashes: Uint8Array;
}

/** An entry and the hash its manifest gives, if there is one. */
export interface BatchedEntry {
  readonly entry: DirectoryEntry;
  /** Hex. */
  readonly sha256: string | null;
}

const columns = 9;
const hashBytes = 32;
const batchEntries = 128;
const batchBytes = 4 * 1024 * 1024;

/** Cuts entries into batches of about the same work. */
export function* batchesOf(table: EntryTable, order: Iterable<number>): Generator<number[]> {
  let batch: number[] = [];
  let bytes = 0;
  for (const entry of order) {
    batch.push(entry);
    bytes += table.sizeBytes(entry);
    if (batch.length < batchEntries && bytes < batchBytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

export function packEntries(table: EntryTable, entries: readonly number[]): EntryBatch {
  const numbers = new Float64Array(entries.length * columns);
  const hashes = Buffer.alloc(entries.length * hashBytes);
  const names: string[] = [];
  for (const [index, place] of entries.entries()) {
    const { name, ...rest } = table.at(place);
    const sha256 = table.sha256(place);
    names.push(name);
    if (sha256 !== null) hashes.write(sha256, index * hashBytes, 'hex');
    const { headerOffset, packedBytes, sizeBytes, crc, method, flags, mode, modifiedMs } = rest;
    const isHashed = sha256 === null ? 0 : 1;
    numbers.set(
      [headerOffset, packedBytes, sizeBytes, crc, method, flags, mode, modifiedMs, isHashed],
      index * columns,
    );
  }
  return { numbers, names: names.join('\0'), hashes };
}

export function* unpackEntries({ numbers, names, hashes }: EntryBatch): Generator<BatchedEntry> {
  const hex = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength).toString('hex');
  for (const [index, name] of names.split('\0').entries()) {
    const number = (column: number) => numbers[index * columns + column] ?? 0;
    const entry = {
      name,
      headerOffset: number(0),
      packedBytes: number(1),
      sizeBytes: number(2),
      crc: number(3),
      method: number(4),
      flags: number(5),
      mode: number(6),
      modifiedMs: number(7),
    };
    const sha256 = number(8) === 1 ? hex.slice(index * hashBytes * 2, (index + 1) * hashBytes * 2) : null;
    yield { entry, sha256 };
  }
}
