import type { Problem } from '../model.ts';
import { BlockPacker, blockBytes, isPackable, type Packed, packWhole } from './deflate.ts';
import { directoryHeader, type HeaderFields, localHeader } from './headers.ts';
import { type OpenSource, readConsistently, readExactly, UnreadableFile } from './source-file.ts';
import { writeFully } from './spool.ts';
import type { TailSpace } from './tail-space.ts';

/** One thing to be archived, on its way from the walk to a packer. */
export interface PackTask {
  /** In the archive, with `/` at its end for an empty folder. */
  readonly path: string;
  /** The real path where `path` had to be spelt differently. */
  readonly name?: string;
  readonly content:
    | {
        readonly kind: 'file';
        readonly source: string;
        readonly orElse?: string;
        readonly firstBytes?: number;
      }
    | { readonly kind: 'text'; readonly text: string; readonly modifiedMs: number }
    | { readonly kind: 'folder'; readonly modifiedMs: number };
}

/** What became of a batch of tasks. */
export interface PackedBatch {
  /** Records of the central directory, one after another. */
  readonly directory: Uint8Array;
  /** Lines of the manifest, each begun by a comma. */
  readonly manifest: Uint8Array;
  readonly entries: number;
  readonly bytes: number;
  /** Places in the batch of the files that are in the archive now. */
  readonly packed: readonly number[];
  readonly unreadable: readonly Problem[];
}

/** What is packed is held up to here; a longer file has the end of the archive for itself while it is written. */
const heldBytes = 4 * 1024 * 1024;
const flushBytes = 1024 * 1024;
const fileMode = 0o100644;
const folderMode = 0o040755;

/** Packs into the archive at places it reserves; several of them, each in its thread, may work on one archive. */
export class Packer {
  readonly #descriptor: number;
  readonly #space: TailSpace;
  readonly #onBytes: (bytes: number) => void;
  readonly #block = Buffer.allocUnsafeSlow(blockBytes);
  #waiting: { readonly fields: HeaderFields; readonly pieces: readonly Uint8Array[] }[] = [];
  #waitingBytes = 0;
  #directory: Buffer[] = [];

  /** `onBytes` hears how much was read of files that take long. */
  constructor(descriptor: number, space: TailSpace, onBytes: (bytes: number) => void) {
    this.#descriptor = descriptor;
    this.#space = space;
    this.#onBytes = onBytes;
  }

  /** Throws system errors of the archive; those of what is packed are in the result. */
  pack(tasks: readonly PackTask[]): PackedBatch {
    const manifest: string[] = [];
    const packed: number[] = [];
    const unreadable: Problem[] = [];
    let bytes = 0;
    for (const [index, task] of tasks.entries()) {
      try {
        const file = this.#packOne(task);
        if (task.content.kind === 'folder') continue;
        manifest.push(manifestLine(task, file));
        packed.push(index);
        bytes += file.sizeBytes;
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error;
        unreadable.push({ path: task.name ?? task.path, reason: error.message });
      }
    }
    this.#flush();
    const directory = Buffer.concat(this.#directory);
    const entries = this.#directory.length;
    this.#directory = [];
    return { directory, manifest: Buffer.from(manifest.join('')), entries, bytes, packed, unreadable };
  }

  /** Contents that are made while they are written, such as the manifest. Returns the record of the central directory. */
  packBlocks(path: string, modifiedMs: number, blocks: Iterable<Buffer>): Uint8Array {
    const packer = new BlockPacker(true);
    const entry = { path, mode: fileMode, modifiedMs };
    this.#writeAlone(entry, packer, [], packedBlocks(packer, blocks), Number.MAX_SAFE_INTEGER, () => true);
    return this.#directory.pop() ?? Buffer.alloc(0);
  }

  #packOne(task: PackTask): FileInArchive {
    const { content, path } = task;
    if (content.kind === 'file') return this.#packFile(path, content);
    const { modifiedMs } = content;
    const packed = packWhole(Buffer.from(content.kind === 'text' ? content.text : ''), isPackable(path));
    this.#append({ path, mode: content.kind === 'folder' ? folderMode : fileMode, modifiedMs }, packed);
    return { sizeBytes: packed.sizeBytes, sha256: packed.sha256, modifiedMs };
  }

  #packFile(path: string, file: { readonly source: string; readonly firstBytes?: number }): FileInArchive {
    return readConsistently(file, (source) => {
      const { sizeBytes, modifiedMs, mode } = source;
      const entry = { path, mode, modifiedMs };
      if (sizeBytes > blockBytes) return this.#packLong(entry, source);
      const contents = this.#block.subarray(0, sizeBytes);
      readExactly(source.descriptor, contents, 0);
      if (!source.unchanged()) return undefined;
      const packed = packWhole(contents, isPackable(path));
      this.#append(entry, packed);
      return { sizeBytes, sha256: packed.sha256, modifiedMs };
    });
  }

  #packLong(entry: EntryHead, source: OpenSource): FileInArchive | undefined {
    const packer = new BlockPacker(isPackable(entry.path));
    const rest = packedBlocks(packer, this.#blocksOf(source));
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for (let next = rest.next(); !next.done; next = rest.next()) {
      pieces.push(next.value);
      bytes += next.value.byteLength;
      if (bytes < heldBytes) continue;
      return this.#writeAlone(entry, packer, pieces, rest, source.sizeBytes, () => source.unchanged());
    }
    if (!source.unchanged()) return undefined;
    const packed = packer.end();
    this.#append(entry, { ...packed, pieces });
    return { sizeBytes: packed.sizeBytes, sha256: packed.sha256, modifiedMs: entry.modifiedMs };
  }

  *#blocksOf({ descriptor, sizeBytes }: OpenSource): Generator<Buffer> {
    for (let position = 0; position < sizeBytes; position += blockBytes) {
      const block = this.#block.subarray(0, Math.min(blockBytes, sizeBytes - position));
      readExactly(descriptor, block, position);
      yield block;
      this.#onBytes(block.byteLength);
    }
  }

  /** Writes at the end of the archive while nobody else may: header last, when it is known what it says. */
  #writeAlone(
    entry: EntryHead,
    packer: BlockPacker,
    held: Uint8Array[],
    rest: Iterable<Uint8Array>,
    expectedBytes: number,
    unchanged: () => boolean,
  ): FileInArchive | undefined {
    const headerBytes = localHeader(
      headerFields(entry, { ...nothingYet, sizeBytes: expectedBytes }),
    ).byteLength;
    return this.#space.exclusively<FileInArchive | undefined>((offset) => {
      let position = offset + headerBytes;
      const write = (piece: Uint8Array) => {
        writeFully(this.#descriptor, piece, position);
        position += piece.byteLength;
      };
      for (const piece of held.splice(0)) write(piece);
      for (const piece of rest) write(piece);
      if (!unchanged()) return { value: undefined, bytes: 0 };
      const packed = packer.end();
      const fields = { ...headerFields(entry, packed), expectedBytes };
      writeFully(this.#descriptor, localHeader(fields), offset);
      this.#directory.push(directoryHeader(fields, offset));
      const value = { sizeBytes: packed.sizeBytes, sha256: packed.sha256, modifiedMs: entry.modifiedMs };
      return { value, bytes: position - offset };
    });
  }

  #append(entry: EntryHead, packed: Packed): void {
    this.#waiting.push({ fields: headerFields(entry, packed), pieces: packed.pieces });
    this.#waitingBytes += packed.packedBytes;
    if (this.#waitingBytes >= flushBytes) this.#flush();
  }

  /** Many small files in one write. */
  #flush(): void {
    if (this.#waiting.length === 0) return;
    const headers = this.#waiting.map(({ fields }) => localHeader(fields));
    const all = Buffer.concat(
      this.#waiting.flatMap(({ pieces }, index) => [headers[index] ?? Buffer.alloc(0), ...pieces]),
    );
    const start = this.#space.reserve(all.byteLength);
    writeFully(this.#descriptor, all, start);
    let offset = start;
    for (const [index, { fields }] of this.#waiting.entries()) {
      this.#directory.push(directoryHeader(fields, offset));
      offset += (headers[index]?.byteLength ?? 0) + fields.packedBytes;
    }
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}

interface EntryHead {
  readonly path: string;
  readonly mode: number;
  readonly modifiedMs: number;
}

interface FileInArchive {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly modifiedMs: number;
}

const nothingYet = { method: 8, crc: 0, packedBytes: 0 } as const;

function headerFields(
  { path, mode, modifiedMs }: EntryHead,
  { method, crc, packedBytes, sizeBytes }: Pick<Packed, 'method' | 'crc' | 'packedBytes' | 'sizeBytes'>,
): HeaderFields {
  return { name: Buffer.from(path), method, crc, packedBytes, sizeBytes, modifiedMs, mode };
}

/** The stream is ended by an empty block: whether a block is the last one shows only after it. */
function* packedBlocks(packer: BlockPacker, blocks: Iterable<Buffer>): Generator<Uint8Array> {
  for (const block of blocks) yield packer.add(block, false);
  yield packer.add(Buffer.alloc(0), true);
}

function manifestLine({ path, name }: PackTask, { sizeBytes, sha256, modifiedMs }: FileInArchive): string {
  const mtime = new Date(modifiedMs).toISOString();
  return `,\n${JSON.stringify({ path, size: sizeBytes, mtime, sha256, ...(name === undefined ? {} : { name }) })}`;
}
