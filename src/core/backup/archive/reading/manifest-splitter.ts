import { ArchiveRefusal } from './refusal.ts';

const quote = 0x22;
const backslash = 0x5c;
const openings = new Set([0x7b, 0x5b]);
const closings = new Set([0x7d, 0x5d]);
const comma = 0x2c;
/** Ours has four levels; reading JSON costs memory for each. */
const maxDepth = 64;
const maxHeadBytes = 8 * 1024 * 1024;
const maxElementBytes = 64 * 1024;

/**
 * Takes JSON text apart while it streams in: the elements of the top-level array `files` one by one, and the rest as one
 * text with that array empty. A manifest of 200,000 files is 40 MB, which is never held whole.
 */
export class ManifestSplitter {
  readonly #onFile: (text: string) => void;
  readonly #head: Buffer[] = [];
  #headBytes = 0;
  #element: Buffer[] = [];
  #elementBytes = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Whether what is read now is an element of `files`. */
  #inFiles = false;
  #filesSeen = false;
  /** Text of the string that ended last at the top level, to know the key before an array. */
  #key: Buffer[] = [];

  constructor(onFile: (text: string) => void) {
    this.#onFile = onFile;
  }

  /** Whether a `files` array began. */
  get filesSeen(): boolean {
    return this.#filesSeen;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let at = 0; at < chunk.byteLength; at += 1) {
      const byte = chunk[at] ?? 0;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === backslash) this.#escaped = true;
        else if (byte === quote) {
          this.#inString = false;
          if (this.#depth === 1) this.#key.push(chunk.subarray(start, at));
        }
        continue;
      }
      if (byte === quote) {
        this.#inString = true;
        if (this.#depth === 1) {
          this.#keep(chunk.subarray(start, at + 1));
          start = at + 1;
          this.#key = [];
        }
      } else if (openings.has(byte)) {
        this.#depth += 1;
        if (this.#depth > maxDepth) throw new ArchiveRefusal('its metadata is nested too deeply');
        if (this.#depth === 2 && byte === 0x5b && this.#keyIsFiles()) {
          if (this.#filesSeen) throw new ArchiveRefusal('its manifest is there twice');
          this.#filesSeen = true;
          this.#keep(chunk.subarray(start, at + 1));
          start = at + 1;
          this.#inFiles = true;
        }
      } else if (closings.has(byte)) {
        this.#depth -= 1;
        if (this.#inFiles && this.#depth === 1) {
          this.#keep(chunk.subarray(start, at));
          this.#endElement(true);
          this.#inFiles = false;
          start = at;
        }
      } else if (byte === comma && this.#inFiles && this.#depth === 2) {
        this.#keep(chunk.subarray(start, at));
        this.#endElement(false);
        start = at + 1;
      }
    }
    if (this.#inString && this.#depth === 1) this.#key.push(Buffer.from(chunk.subarray(start)));
    this.#keep(chunk.subarray(start));
  }

  /** The text around the elements. */
  end(): string {
    return Buffer.concat(this.#head).toString('utf8');
  }

  #keep(piece: Buffer): void {
    if (piece.byteLength === 0) return;
    if (this.#inFiles) {
      this.#elementBytes += piece.byteLength;
      if (this.#elementBytes > maxElementBytes)
        throw new ArchiveRefusal('an entry of its manifest is too long');
      this.#element.push(Buffer.from(piece));
    } else {
      this.#headBytes += piece.byteLength;
      if (this.#headBytes > maxHeadBytes) throw new ArchiveRefusal('its metadata is too long');
      this.#head.push(Buffer.from(piece));
    }
  }

  #keyIsFiles(): boolean {
    return Buffer.concat(this.#key).toString('latin1') === 'files';
  }

  #endElement(last: boolean): void {
    const text = Buffer.concat(this.#element).toString('utf8');
    this.#element = [];
    this.#elementBytes = 0;
    if (!last || text.trim() !== '') this.#onFile(text);
  }
}
