import {
  amountLabels,
  currencyOfWord,
  currencySigns,
  dollarPrefixes,
  magnitudes,
  rupeeMagnitudes,
} from './currencies.ts';

/** What stands right before a number. */
export interface Before {
  readonly start: number;
  readonly currency?: string | undefined;
  readonly labelled: boolean;
  /** The digits are the tail of a name such as `INV-2026` or `Q1`. */
  readonly identifier: boolean;
  /** A bare comma stands between currency and number, as in CSV. */
  readonly listed: boolean;
}

/** What stands before a number: a currency, a label, or the rest of an identifier. Looks at a bounded number of characters. */
export function currencyBefore(text: string, numberStart: number): Before {
  let at = numberStart;
  let comma = false;
  for (let steps = 0; steps < 5 && isGap(text.charCodeAt(at - 1)); steps++) {
    at--;
    if (text.charCodeAt(at) === 0x2c) comma = true;
  }
  const listed = comma && numberStart - at === 1;
  const sign = signAt(text, at - 1);
  const end = sign === undefined ? at : at - 1;
  const wordStart = wordBackward(text, end);
  const word = text.slice(wordStart, end);
  if (sign !== undefined) {
    const country = sign === 'USD' ? dollarPrefixes.get(word.toLowerCase()) : undefined;
    const start = country === undefined ? end : wordStart;
    return { start, currency: country ?? sign, labelled: false, identifier: false, listed };
  }
  if (word === '') return { start: numberStart, labelled: false, identifier: false, listed: false };
  const currency = currencyOfWord(word, 'before');
  const gap = text.slice(at, numberStart);
  const identifier = currency === undefined && /^[-/#]?$/.test(gap);
  return { start: wordStart, currency, labelled: amountLabels.has(word.toLowerCase()), identifier, listed };
}

/** `k`, `million`, `lakh`, also two in a row, as a power of ten. */
export function magnitudeBehind(text: string, at: number): { end: number; power: number; rupees: boolean } {
  if (!isLetter(text.charCodeAt(skipSpaces(text, at, 2)))) return noMagnitude(at);
  let end = at;
  let power = 0;
  let rupees = false;
  for (let words = 0; words < 2; words++) {
    const from = skipSpaces(text, end, 2);
    const to = wordForward(text, from);
    const word = text.slice(from, to).toLowerCase();
    const step = magnitudes.get(word);
    if (step === undefined) break;
    power += step;
    rupees ||= rupeeMagnitudes.has(word);
    end = text[to] === '.' && /^(?:mio|mrd|tsd|cr)$/.test(word) ? to + 1 : to;
  }
  return { end, power, rupees };
}

function noMagnitude(end: number): { end: number; power: number; rupees: boolean } {
  return { end, power: 0, rupees: false };
}

/** What stands right behind a number. */
export interface Behind {
  readonly end: number;
  readonly currency?: string | undefined;
  /** A bare comma stands between number and code, as in CSV: commas in the number divide columns. */
  readonly listed: boolean;
}

/** The currency behind a number and its magnitude. */
export function currencyBehind(text: string, at: number): Behind {
  // `5,000/-` and `5,-` close a sum.
  const isClosed = text.charCodeAt(at + 1) === 0x2d && /[/,.]/.test(text.charAt(at));
  const dash = isClosed ? at + 2 : at;
  const start = skipSpaces(text, dash, 2);
  const sign = signAt(text, start);
  if (sign !== undefined) {
    // A sign that touches the next number is that number's.
    return isDigit(text.charCodeAt(start + 1))
      ? { end: at, listed: false }
      : { end: start + 1, currency: sign, listed: false };
  }
  const end = wordForward(text, start);
  const country = text[end] === '$' ? dollarPrefixes.get(text.slice(start, end).toLowerCase()) : undefined;
  if (country !== undefined && !isDigit(text.charCodeAt(end + 1)))
    return { end: end + 1, currency: country, listed: false };
  const currency = end > start ? currencyOfWord(text.slice(start, end), 'after') : undefined;
  if (currency !== undefined) return { end, currency, listed: false };
  return codeInNextColumn(text, at);
}

/** `,` `;` `|` `"` `'` tab */
const columnBreaks: ReadonlySet<number> = new Set([0x2c, 0x3b, 0x7c, 0x22, 0x27, 0x09]);

/** `5000,USD`, `5000;"EUR"`: a code in capitals in the column behind the number. */
function codeInNextColumn(text: string, at: number): Behind {
  if (!columnBreaks.has(text.charCodeAt(at))) return { end: at, listed: false };
  let start = at;
  while (start - at < 3 && columnBreaks.has(text.charCodeAt(start))) start++;
  const end = wordForward(text, start);
  const word = text.slice(start, end);
  const currency =
    word.length === 3 && word === word.toUpperCase() ? currencyOfWord(word, 'after') : undefined;
  if (currency === undefined) return { end: at, listed: false };
  return { end, currency, listed: text.slice(at, start) === ',' };
}

/** `5O00`, `5x9`: letters and digits run into each other, so the number cannot be trusted. */
export function isGlued(text: string, at: number, readTo: number): boolean {
  if (readTo > at) return false;
  const end = wordForward(text, at);
  return end > at && isDigit(text.charCodeAt(end));
}

/** `5-10`, `5 to 10`: what stands between two numbers makes them one range. */
export function isRange(text: string, from: number, to: number): boolean {
  return to - from <= 6 && to > from && /^ ?(?:-|–|—|to|bis|تا) ?$/.test(text.slice(from, to));
}

/** The currency of a sign; the check of the code spares nearly every look-up. */
function signAt(text: string, at: number): string | undefined {
  const code = text.charCodeAt(at);
  return code === 0x24 || code >= 0xa3 ? currencySigns.get(text.charAt(at)) : undefined;
}

function skipSpaces(text: string, at: number, most: number): number {
  let end = at;
  while (end - at < most && text.charCodeAt(end) === 0x20) end++;
  return end;
}

/** No currency word is longer. */
const maxWord = 12;

function wordBackward(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start <= maxWord && isLetter(text.charCodeAt(start - 1))) start--;
  return end - start > maxWord ? end : start;
}

function wordForward(text: string, start: number): number {
  let end = start;
  while (end - start <= maxWord && isLetter(text.charCodeAt(end))) end++;
  return end - start > maxWord ? start : end;
}

function isGap(code: number): boolean {
  // space . , : = - / " ' ( #
  return (
    code === 0x20 ||
    code === 0x2e ||
    code === 0x2c ||
    code === 0x3a ||
    code === 0x3d ||
    code === 0x2d ||
    code === 0x2f ||
    code === 0x22 ||
    code === 0x27 ||
    code === 0x28 ||
    code === 0x23
  );
}

/** Whether a UTF-16 unit is 0–9; normalised text has no other digits. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Letters for the purpose of currency words: ASCII ones, and all beyond Latin-1 signs except currency signs. */
function isLetter(code: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  return (
    code >= 0xc0 &&
    !(code >= 0x2000 && code <= 0x2fff) &&
    !(code >= 0x3000 && code <= 0x303f) &&
    code !== 0xe3f
  );
}
