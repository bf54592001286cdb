import { createHash, hash } from 'node:crypto';
import { extname } from 'node:path';
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Contents on their way into the archive. */
export interface Packed {
  readonly method: 0 | 8;
  readonly crc: number;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly packedBytes: number;
  readonly pieces: readonly Uint8Array[];
}

/** Bytes that are read and packed at once. */
export const blockBytes = 1024 * 1024;
const dictionaryBytes = 32 * 1024;
const level = 6;
const packedAlready = new Set(
  '.7z .avi .avif .br .docx .flac .gif .gz .heic .jpeg .jpg .m4a .mkv .mov .mp3 .mp4 .ogg .png .pptx .rar .webm .webp .xlsx .xz .zip .zst'.split(
    ' ',
  ),
);

/** Whether packing is worth a try, by the name. */
export function isPackable(path: string): boolean {
  return !packedAlready.has(extname(path).toLowerCase());
}

/** Packs up to `blockBytes` in one go; stores them when that is shorter. */
export function packWhole(contents: Buffer, packable: boolean): Packed {
  const deflated = packable && contents.byteLength > 16 ? deflateBlock(contents, undefined, true) : contents;
  const isShorter = deflated.byteLength < contents.byteLength;
  const pieces = [isShorter ? deflated : Buffer.from(contents)];
  return {
    method: isShorter ? 8 : 0,
    crc: crc32(contents),
    sha256: hash('sha256', contents, 'hex'),
    sizeBytes: contents.byteLength,
    packedBytes: pieces[0]?.byteLength ?? 0,
    pieces,
  };
}

/**
 * Packs contents of any length block by block, each with the end of the former one as its dictionary: together they are one
 * ordinary deflated stream.
 */
export class BlockPacker {
  readonly #sha256 = createHash('sha256');
  readonly #history = Buffer.allocUnsafeSlow(dictionaryBytes);
  #historyBytes = 0;
  #crc = 0;
  #method: 0 | 8 | undefined;
  #sizeBytes = 0;
  #packedBytes = 0;

  constructor(packable: boolean) {
    if (!packable) this.#method = 0;
  }

  /** At most `blockBytes`; only the last block may be empty. What is returned is for the caller to keep. */
  add(block: Buffer, isLast: boolean): Uint8Array {
    this.#sha256.update(block);
    this.#crc = crc32(block, this.#crc);
    this.#sizeBytes += block.byteLength;
    const packed = this.#pack(block, isLast);
    this.#packedBytes += packed.byteLength;
    return packed;
  }

  end(): Omit<Packed, 'pieces'> {
    return {
      method: this.#method ?? 0,
      crc: this.#crc,
      sha256: this.#sha256.digest('hex'),
      sizeBytes: this.#sizeBytes,
      packedBytes: this.#packedBytes,
    };
  }

  #pack(block: Buffer, isLast: boolean): Uint8Array {
    if (this.#method === 0) return Buffer.from(block);
    const dictionary = this.#historyBytes > 0 ? this.#history.subarray(0, this.#historyBytes) : undefined;
    const deflated = deflateBlock(block, dictionary, isLast);
    if (this.#method === undefined && deflated.byteLength > block.byteLength * 0.98) {
      this.#method = 0;
      return Buffer.from(block);
    }
    this.#method = 8;
    const kept = block.subarray(-dictionaryBytes);
    if (kept.byteLength > 0) this.#historyBytes = kept.copy(this.#history);
    return deflated;
  }
}

/** Small windows for small contents: setting up a large one costs more than packing a note. */
function deflateBlock(block: Buffer, dictionary: Buffer | undefined, isLast: boolean): Buffer {
  const small = dictionary === undefined && isLast;
  return deflateRawSync(block, {
    level,
    ...(small ? windowFor(block.byteLength) : {}),
    ...(dictionary === undefined ? {} : { dictionary }),
    finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    chunkSize: Math.max(1024, block.byteLength + (block.byteLength >>> 10) + 64),
  });
}

function windowFor(bytes: number): { windowBits: number; memLevel: number } {
  const windowBits = Math.min(15, Math.max(9, 32 - Math.clz32(bytes)));
  return { windowBits, memLevel: Math.min(8, Math.max(3, windowBits - 6)) };
}
