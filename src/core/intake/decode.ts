/** What the bytes of a file say, or why they are not text. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: string }
  | { readonly kind: 'binary'; readonly reason: string };

const sampleBytes = 64 * 1024;
/** More control characters than this share is not text. A stray NUL in a long export is. */
const controlShare = 0.01;

/**
 * Decodes by byte-order mark, else as strict UTF-8, else UTF-16 without a mark, else a detected legacy encoding.
 * Line endings stay; the mark goes. `complete: false`: the bytes are the beginning of something longer.
 */
export async function decodeText(bytes: Uint8Array, complete = true): Promise<Decoded> {
  const format = binaryFormat(bytes);
  if (format !== undefined) return { kind: 'binary', reason: `It is ${format}, not text` };
  const marked = await decodeByMark(bytes, complete);
  if (marked) return orBinary(marked.text, marked.encoding);
  const wide = wideEncoding(bytes);
  if (wide) return orBinary(new TextDecoder(wide).decode(bytes), wide);
  const text = strictUtf8(bytes, complete);
  if (text !== undefined) return orBinary(text, 'utf-8');
  if (hasManyControls(Buffer.from(bytes.subarray(0, sampleBytes)).toString('latin1'))) return notText;
  const { decodeLegacy } = await import('./decode-legacy.ts');
  const legacy = decodeLegacy(bytes, sampleBytes);
  return orBinary(legacy.text, legacy.encoding);
}

const notText: Decoded = { kind: 'binary', reason: 'It does not read as text' };

function orBinary(text: string, encoding: string): Decoded {
  return hasManyControls(text.slice(0, sampleBytes)) ? notText : { kind: 'text', text, encoding };
}

async function decodeByMark(
  bytes: Uint8Array,
  complete: boolean,
): Promise<{ text: string; encoding: string } | undefined> {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) && (!complete || bytes.length % 4 === 0)) {
    return wide32(bytes, 'utf-32le');
  }
  if (startsWith(bytes, [0, 0, 0xfe, 0xff])) return wide32(bytes, 'utf-32be');
  const encoding = startsWith(bytes, [0xef, 0xbb, 0xbf])
    ? 'utf-8'
    : startsWith(bytes, [0xff, 0xfe])
      ? 'utf-16le'
      : startsWith(bytes, [0xfe, 0xff])
        ? 'utf-16be'
        : undefined;
  if (encoding === undefined) return undefined;
  return { text: new TextDecoder(encoding).decode(bytes, { stream: !complete }), encoding };
}

/** Loaded when met: UTF-32 is rare, and the tables cost memory. */
async function wide32(bytes: Uint8Array, encoding: string): Promise<{ text: string; encoding: string }> {
  const { default: iconv } = await import('iconv-lite');
  return { text: iconv.decode(bytes.subarray(4), encoding), encoding };
}

function strictUtf8(bytes: Uint8Array, complete: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !complete });
  } catch {
    return undefined;
  }
}

/**
 * UTF-16 without a mark: NULs stand in the odd (little-endian) or even (big-endian) places only, and often enough. Plain
 * text has none.
 */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, sampleBytes) & ~1;
  if (length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const enough = length / 2 / 10;
  if (odd > enough && even === 0) return 'utf-16le';
  if (even > enough && odd === 0) return 'utf-16be';
  return undefined;
}

function hasManyControls(text: string): boolean {
  let controls = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const isLayout = (code >= 8 && code <= 13) || code === 0x1a || code === 0x1b;
    if (code < 32 && !isLayout) controls += 1;
  }
  return controls > 0 && controls > text.length * controlShare;
}

const formats: readonly (readonly [readonly number[], string])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'a PDF document'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive or an office document'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an office document'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive'],
  [[0x52, 0x61, 0x72, 0x21, 0x1a], 'a RAR archive'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
];

function binaryFormat(bytes: Uint8Array): string | undefined {
  return formats.find(([magic]) => startsWith(bytes, magic))?.[1];
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
