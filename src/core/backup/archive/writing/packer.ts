import type { Amount } from '../model.ts';
import { BlockPacker, blockBytes, isPackable, packWhole, type Summary } from './deflate.ts';
import {
  type HeaderFields,
  localHeaderBytes,
  maxDirectoryHeaderBytes,
  needsLargeHeader,
  writeDirectoryHeader,
  writeLocalHeader,
} from './headers.ts';
import type { PackTask } from './pack-task.ts';
import {
  type OpenSource,
  readConsistently,
  readExactly,
  type SourceFile,
  UnreadableFile,
} from './source-file.ts';
import { writeFully } from './spool.ts';
import type { TailSpace } from './tail-space.ts';

/** What became of a batch of tasks. */
export interface PackedBatch extends Amount {
  /** Records of the central directory, one after another. */
  readonly directory: Uint8Array<ArrayBuffer>;
  readonly entries: number;
  /** Lines of the manifest, each begun by a comma. */
  readonly manifest: string;
  /** By their places in the batch. */
  readonly unreadable: readonly { readonly index: number; readonly reason: string }[];
}

/** What is packed is gathered up to here. A longer file has the end of the archive for itself while it is written. */
const gatheredBytes = 4 * 1024 * 1024;
const flushBytes = 1024 * 1024;
const fileMode = 0o100644;
const folderMode = 0o040755;

/** Packs into the archive at places it reserves; several of them, each in its thread, may work on one archive. */
export class Packer {
  readonly #descriptor: number;
  readonly #space: TailSpace;
  readonly #onBytes: (bytes: number) => void;
  readonly #block = Buffer.allocUnsafeSlow(blockBytes);
  /** What is not written yet: headers and contents of `#waiting`, one after another. */
  readonly #gathered = Buffer.allocUnsafeSlow(gatheredBytes);
  #gatheredBytes = 0;
  #waiting: { readonly fields: HeaderFields; readonly at: number }[] = [];
  #directory = Buffer.alloc(0);
  #directoryBytes = 0;
  #entries = 0;

  /** `onBytes` hears how much was read of files that take long. */
  constructor(descriptor: number, space: TailSpace, onBytes: (bytes: number) => void) {
    this.#descriptor = descriptor;
    this.#space = space;
    this.#onBytes = onBytes;
  }

  /** Throws system errors of the archive; those of what is packed are in the result. */
  pack(tasks: readonly PackTask[]): PackedBatch {
    const manifest: string[] = [];
    const unreadable: { index: number; reason: string }[] = [];
    let bytes = 0;
    this.#beginDirectory(tasks.reduce((sum, { path }) => sum + maxDirectoryHeaderBytes(path), 0));
    for (const [index, task] of tasks.entries()) {
      try {
        const file = this.#packOne(task);
        if (task.content.kind === 'folder') continue;
        manifest.push(manifestLine(task, file));
        bytes += file.sizeBytes;
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error;
        unreadable.push({ index, reason: error.message });
      }
    }
    this.#flush();
    const files = manifest.length;
    return { ...this.#endDirectory(), manifest: manifest.join(''), files, bytes, unreadable };
  }

  /** Contents that are made while they are written, such as the manifest. Returns their record of the directory. */
  packBlocks(path: string, modifiedMs: number, blocks: Iterable<Buffer>): Uint8Array {
    this.#beginDirectory(maxDirectoryHeaderBytes(path));
    const packer = new BlockPacker(true);
    const entry = { path, mode: fileMode, modifiedMs, isLarge: false };
    this.#gatheredBytes = localHeaderBytes(entry);
    this.#writeAlone(entry, packer, packedBlocks(packer, blocks), () => true);
    return this.#endDirectory().directory;
  }

  #packOne(task: PackTask): FileInArchive {
    const { content, path } = task;
    if (content.kind === 'file') return this.#packFile(path, content);
    const mode = content.kind === 'folder' ? folderMode : fileMode;
    const entry = { path, mode, modifiedMs: content.modifiedMs, isLarge: false };
    const contents = Buffer.from(content.kind === 'text' ? content.text : '');
    return this.#gather(entry, contents);
  }

  #packFile(path: string, file: SourceFile): FileInArchive {
    return readConsistently(file, (source) => {
      const { sizeBytes, modifiedMs, mode } = source;
      const entry = { path, mode, modifiedMs, isLarge: needsLargeHeader(sizeBytes) };
      if (sizeBytes > blockBytes) return this.#packLong(entry, source);
      const contents = this.#block.subarray(0, sizeBytes);
      readExactly(source.descriptor, contents, 0);
      return source.unchanged() ? this.#gather(entry, contents) : undefined;
    });
  }

  /** Up to a block. */
  #gather(entry: EntryHead, contents: Buffer): FileInArchive {
    const { summary, bytes } = packWhole(contents, isPackable(entry.path));
    if (this.#gatheredBytes + localHeaderBytes(entry) + bytes.byteLength > flushBytes) this.#flush();
    const at = this.#gatheredBytes;
    const fields = { ...entry, ...summary };
    const contentsAt = writeLocalHeader(this.#gathered, at, fields);
    this.#gathered.set(bytes, contentsAt);
    this.#gatheredBytes = contentsAt + bytes.byteLength;
    this.#waiting.push({ fields, at });
    return { ...summary, modifiedMs: entry.modifiedMs };
  }

  #packLong(entry: EntryHead, source: OpenSource): FileInArchive | undefined {
    this.#flush();
    const packer = new BlockPacker(isPackable(entry.path));
    const blocks = packedBlocks(packer, this.#blocksOf(source));
    this.#gatheredBytes = localHeaderBytes(entry);
    try {
      for (let next = blocks.next(); !next.done; next = blocks.next()) {
        this.#gathered.set(next.value, this.#gatheredBytes);
        this.#gatheredBytes += next.value.byteLength;
        if (this.#gatheredBytes + blockBytes * 1.1 < gatheredBytes) continue;
        return this.#writeAlone(entry, packer, blocks, () => source.unchanged());
      }
      if (!source.unchanged()) return undefined;
      const fields = { ...entry, ...packer.end() };
      writeLocalHeader(this.#gathered, 0, fields);
      this.#waiting.push({ fields, at: 0 });
      this.#flush();
      return fields;
    } finally {
      this.#gatheredBytes = 0;
    }
  }

  *#blocksOf({ descriptor, sizeBytes }: OpenSource): Generator<Buffer> {
    for (let position = 0; position < sizeBytes; position += blockBytes) {
      const block = this.#block.subarray(0, Math.min(blockBytes, sizeBytes - position));
      readExactly(descriptor, block, position);
      yield block;
      this.#onBytes(block.byteLength);
    }
  }

  /** What is gathered and then the rest, at the end of the archive while nobody else may write there; the header last. */
  #writeAlone(
    entry: EntryHead,
    packer: BlockPacker,
    rest: Iterable<Uint8Array>,
    unchanged: () => boolean,
  ): FileInArchive | undefined {
    return this.#space.exclusively<FileInArchive | undefined>((offset) => {
      writeFully(this.#descriptor, this.#gathered.subarray(0, this.#gatheredBytes), offset);
      let position = offset + this.#gatheredBytes;
      for (const piece of rest) {
        writeFully(this.#descriptor, piece, position);
        position += piece.byteLength;
      }
      this.#gatheredBytes = 0;
      if (!unchanged()) return { value: undefined, bytes: 0 };
      const fields = { ...entry, ...packer.end() };
      const headerBytes = writeLocalHeader(this.#gathered, 0, fields);
      writeFully(this.#descriptor, this.#gathered.subarray(0, headerBytes), offset);
      this.#record(fields, offset);
      return { value: fields, bytes: position - offset };
    });
  }

  /** Many small files in one write. */
  #flush(): void {
    if (this.#waiting.length === 0) return;
    const start = this.#space.reserve(this.#gatheredBytes);
    writeFully(this.#descriptor, this.#gathered.subarray(0, this.#gatheredBytes), start);
    for (const { fields, at } of this.#waiting) this.#record(fields, start + at);
    this.#waiting = [];
    this.#gatheredBytes = 0;
  }

  #record(fields: HeaderFields, offset: number): void {
    this.#directoryBytes = writeDirectoryHeader(this.#directory, this.#directoryBytes, fields, offset);
    this.#entries += 1;
  }

  #beginDirectory(roomBytes: number): void {
    this.#directory = Buffer.allocUnsafeSlow(roomBytes);
    this.#directoryBytes = 0;
    this.#entries = 0;
  }

  #endDirectory(): Pick<PackedBatch, 'directory' | 'entries'> {
    const directory = new Uint8Array(this.#directory.subarray(0, this.#directoryBytes));
    this.#directory = Buffer.alloc(0);
    return { directory, entries: this.#entries };
  }
}

type EntryHead = Pick<HeaderFields, 'path' | 'mode' | 'modifiedMs' | 'isLarge'>;
type FileInArchive = Pick<Summary, 'sizeBytes' | 'sha256'> & Pick<HeaderFields, 'modifiedMs'>;

/** The stream is ended by an empty block: whether a block is the last one shows only after it. */
function* packedBlocks(packer: BlockPacker, blocks: Iterable<Buffer>): Generator<Uint8Array> {
  for (const block of blocks) yield packer.add(block, false);
  yield packer.add(Buffer.alloc(0), true);
}

function manifestLine({ path, name }: PackTask, { sizeBytes, sha256, modifiedMs }: FileInArchive): string {
  const mtime = new Date(modifiedMs).toISOString();
  const realName = name === undefined ? '' : `,"name":${JSON.stringify(name)}`;
  return `,\n{"path":${JSON.stringify(path)},"size":${sizeBytes},"mtime":"${mtime}","sha256":"${sha256}"${realName}}`;
}
