import { analyse } from 'chardet';
import iconv from 'iconv-lite';

/** Encodings that share their letters' places; Windows' form comes first because most such files come from there. */
const families: Readonly<Record<string, readonly string[]>> = {
  'ISO-8859-1': ['windows-1252'],
  'ISO-8859-2': ['windows-1250', 'iso-8859-2'],
  'ISO-8859-5': ['iso-8859-5', 'windows-1251'],
  'ISO-8859-6': ['windows-1256', 'iso-8859-6'],
  'ISO-8859-7': ['windows-1253', 'iso-8859-7'],
  'ISO-8859-8': ['windows-1255', 'iso-8859-8'],
  'ISO-8859-9': ['windows-1254'],
};
const latin = new Set([
  'ISO-8859-1',
  'ISO-8859-2',
  'ISO-8859-9',
  'windows-1250',
  'windows-1252',
  'windows-1254',
  'windows-1257',
  'windows-1258',
]);
const trustedConfidence = 20;
const mostlyForeign = 0.6;

/**
 * Text that is not Unicode. The detector guesses poorly on a few words, so a weak guess gives way to what the share of
 * non-ASCII letters says: few of them is Western European, nearly all is not a Latin script.
 */
export function decodeLegacy(bytes: Uint8Array, sampleBytes: number): { text: string; encoding: string } {
  const sample = bytes.subarray(0, sampleBytes);
  const isForeign = foreignShare(sample) > mostlyForeign;
  const guesses = analyse(sample).filter(
    ({ name }) => name !== 'ASCII' && !name.startsWith('UTF-16') && !name.startsWith('UTF-32'),
  );
  const fitting = guesses.find(({ name }) => iconv.encodingExists(name) && !(isForeign && latin.has(name)));
  const trusted = fitting && (isForeign || fitting.confidence > trustedConfidence);
  const candidates = trusted ? (families[fitting.name] ?? [fitting.name]) : ['windows-1252'];
  const encoding = candidates.reduce((best, next) =>
    letters(sample, next) > letters(sample, best) ? next : best,
  );
  return { text: iconv.decode(bytes, encoding), encoding: encoding.toLowerCase() };
}

function letters(sample: Uint8Array, encoding: string): number {
  return iconv.decode(sample, encoding).match(/\p{L}/gu)?.length ?? 0;
}

/** Share of bytes over 127 among these and ASCII letters. */
function foreignShare(bytes: Uint8Array): number {
  let foreign = 0;
  let ascii = 0;
  for (const byte of bytes) {
    if (byte > 127) foreign += 1;
    else if ((byte | 32) >= 97 && (byte | 32) <= 122) ascii += 1;
  }
  return foreign / Math.max(1, foreign + ascii);
}
