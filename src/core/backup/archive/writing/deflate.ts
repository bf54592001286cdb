import { createHash, hash } from 'node:crypto';
import { extname } from 'node:path';
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** What is known of contents when they are packed. */
export interface Summary {
  readonly method: 0 | 8;
  readonly crc: number;
  /** Hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly packedBytes: number;
}

/** Bytes that are read and packed at once. */
export const blockBytes = 512 * 1024;
const dictionaryBytes = 32 * 1024;
const level = 6;
/** Shorter contents are stored: packing saves a few hundred bytes and takes as long as all else that is done with them. */
const worthPackingBytes = 1024;
const packedAlready = new Set(
  '.7z .avi .avif .br .docx .flac .gif .gz .heic .jpeg .jpg .m4a .mkv .mov .mp3 .mp4 .ogg .png .pptx .rar .webm .webp .xlsx .xz .zip .zst'.split(
    ' ',
  ),
);

/** Whether packing is worth a try, by the name. */
export function isPackable(path: string): boolean {
  return !packedAlready.has(extname(path).toLowerCase());
}

/** Packs up to a block in one go; stores it when that is shorter. `bytes` are valid until `contents` change. */
export function packWhole(contents: Buffer, packable: boolean): { summary: Summary; bytes: Uint8Array } {
  const deflated =
    packable && contents.byteLength >= worthPackingBytes ? deflateBlock(contents, undefined, true) : contents;
  const isShorter = deflated.byteLength < contents.byteLength;
  const bytes = isShorter ? deflated : contents;
  const summary: Summary = {
    method: isShorter ? 8 : 0,
    crc: crc32(contents),
    sha256: hash('sha256', contents, 'hex'),
    sizeBytes: contents.byteLength,
    packedBytes: bytes.byteLength,
  };
  return { summary, bytes };
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

  /** At most `blockBytes`; only the last block may be empty. What is returned is valid until the block changes. */
  add(block: Buffer, isLast: boolean): Uint8Array {
    this.#sha256.update(block);
    this.#crc = crc32(block, this.#crc);
    this.#sizeBytes += block.byteLength;
    const packed = this.#pack(block, isLast);
    this.#packedBytes += packed.byteLength;
    return packed;
  }

  end(): Summary {
    return {
      method: this.#method ?? 0,
      crc: this.#crc,
      sha256: this.#sha256.digest('hex'),
      sizeBytes: this.#sizeBytes,
      packedBytes: this.#packedBytes,
    };
  }

  #pack(block: Buffer, isLast: boolean): Uint8Array {
    if (this.#method === 0) return block;
    const dictionary = this.#historyBytes > 0 ? this.#history.subarray(0, this.#historyBytes) : undefined;
    const deflated = deflateBlock(block, dictionary, isLast);
    if (this.#method === undefined && deflated.byteLength > block.byteLength * 0.98) {
      this.#method = 0;
      return block;
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
    // Room for what packs to three quarters; more is given when it is needed.
    chunkSize: Math.max(1024, (block.byteLength * 0.75) | 0),
  });
}

function windowFor(bytes: number): { windowBits: number; memLevel: number } {
  const windowBits = Math.min(15, Math.max(9, 32 - Math.clz32(bytes)));
  return { windowBits, memLevel: Math.min(8, Math.max(3, windowBits - 6)) };
}
