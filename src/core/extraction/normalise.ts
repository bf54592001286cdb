/** Everything a reader does not see: zero-width, bidi, tags, fillers, variation selectors, control characters. */
const invisible = /[[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]--[\t\n\v\f\r\u0085]]/gv;
const verticalBreak = /[\v\f\u0085\u2028\u2029]/g;
/** Unicode's reordering of marks is quadratic in the length of a run of marks, so a run is cut first. */
const longMarkRun = /(\p{M}{4})\p{M}+/gu;
/** Squared words and Arabic phrase ligatures, which compatibility normalisation blows up to 18 characters. */
const wordLigature = /[\u3300-\u33ff\ufdfa\ufdfb]/g;
const foreignDigit = /(?![0-9])\p{Nd}/gu;

/** First code point of each decimal digit run that NFKC leaves as it is. */
const digitZeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
  0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
];

/** Numeric separators and commas of Arabic and Urdu as their Latin counterparts. */
const arabicSeparators: Readonly<Record<string, string>> = { '\u066b': '.', '\u066c': ',', '\u060c': ',' };

/**
 * Text as a reader sees it, in one spelling.
 *
 * Unicode NFKC without invisible characters, every decimal digit as 0–9. Rules that read untrusted text
 * read this form, so that full-width letters or a zero-width space inside a word hide nothing. Linear time.
 */
export function normaliseText(text: string): string {
  const visible = text
    .toWellFormed()
    .replace(invisible, '')
    .replace(verticalBreak, '\n')
    .replace(wordLigature, ' ')
    .replace(longMarkRun, '$1');
  return visible
    .normalize('NFKC')
    .replace(foreignDigit, asciiDigit)
    .replace(/[\u066b\u066c\u060c]/g, (separator) => arabicSeparators[separator] ?? separator);
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = digitZeros.find((start) => code >= start && code < start + 10);
  return zero === undefined ? digit : String(code - zero);
}

/** Letters of other scripts that look like a Latin one. */
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  ѕ: 's',
  і: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  һ: 'h',
  ӏ: 'l',
  α: 'a',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ɑ: 'a',
  ɡ: 'g',
  ꜱ: 's',
  ʏ: 'y',
  ᴀ: 'a',
  ᴘ: 'p',
};
/** Letters that Arabic and Urdu keyboards write differently. */
const arabicVariants: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ه: 'ہ',
  ة: 'ہ',
  ھ: 'ہ',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ؤ: 'و',
  ئ: 'ی',
  ـ: '',
};
const ascii = /^\p{ASCII}*$/u;
const accents = /[\u0300-\u036f\u064b-\u065f\u0670]/g;
const arabicLetter = /[يىكهةھأإآؤئـ]/g;

/**
 * A word of normalised text in the spelling that keywords are compared in: lower case, without accents,
 * with look-alike letters of other scripts as Latin ones where the whole word then is Latin.
 */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (ascii.test(lower)) return lower;
  const plain = lower
    .normalize('NFD')
    .replace(accents, '')
    .normalize('NFC')
    .replace(arabicLetter, (letter) => arabicVariants[letter] ?? letter);
  let latin = '';
  for (const letter of plain) latin += lookalikes[letter] ?? letter;
  return ascii.test(latin) ? latin : plain;
}
