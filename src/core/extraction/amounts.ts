import type { Amount } from '../../shared/facts.ts';
import {
  amountLabels,
  currencyOfWord,
  currencySigns,
  dollarPrefixes,
  exponentOf,
  magnitudes,
  noCurrency,
  rupeeMagnitudes,
} from './currencies.ts';
import { readNumber, toMinorUnits } from './numbers.ts';

const maxAmounts = 500;
/** Groups are bounded, so that the matcher's stack is. */
const number = /\d+(?:[.,'’]\d+| \d{3}(?!\d)){0,40}/g;
/** `12.03.2026` is a day, whatever currency stands behind it. */
const calendarDate = /^\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})$/;
const currencyField =
  /(?:currency|ccy|währung|waehrung|devise|moneda)["']? ?[:=,;|\t ] ?["']?([A-Za-z]{3})(?![A-Za-z])/iu;

/**
 * Every amount of money in normalised text, each once.
 *
 * A number is money when a currency stands right before or behind it, when a label such as `amount:` does
 * (then in the text's `currency` field, else in `XXX`, no currency), or when it is counted in lakh or crore. Where two
 * currencies touch one number both readings are given. At most 500 are listed; the largest of each
 * currency is always among them.
 */
export function findAmounts(text: string): readonly Amount[] {
  const found = new Collector();
  const unnamed: Reading[] = [];
  let takenBehind = 0;
  let previous: { end: number; currencies: readonly string[] } | undefined;
  const pattern = new RegExp(number);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const reading = readAt(text, match.index, match[0], takenBehind);
    if (reading === null) continue;
    let { currencies } = reading;
    if (currencies.length === 0 && previous && isRange(text, previous.end, reading.start))
      currencies = previous.currencies;
    if (currencies.length > 0) {
      for (const currency of currencies) found.add(text, reading, currency);
      previous = { end: reading.end, currencies };
      takenBehind = reading.behindEnd;
    } else if (reading.labelled && unnamed.length < maxAmounts) unnamed.push(reading);
  }
  if (unnamed.length > 0) {
    const stated = currencyField.exec(text)?.[1];
    const currency =
      (stated === undefined ? undefined : currencyOfWord(stated.toUpperCase(), 'after')) ?? noCurrency;
    for (const reading of unnamed) found.add(text, reading, currency);
  }
  return found.amounts();
}

interface Reading {
  readonly start: number;
  readonly end: number;
  /** Where a currency behind the number ended, so that the next number does not take it for its own. */
  readonly behindEnd: number;
  readonly written: string;
  readonly magnitude: number;
  readonly currencies: readonly string[];
  readonly labelled: boolean;
}

function readAt(text: string, at: number, matched: string, takenBehind: number): Reading | null {
  if (isBare(text, at, at + matched.length)) return null;
  const before = currencyBefore(text, at);
  if (before.currency === undefined && matched.length > 5 && calendarDate.test(matched)) return null;
  let start = at;
  let written = matched;
  if (before.identifier) {
    // `INV-1,5000,USD`: the first digits belong to the identifier before them.
    const comma = matched.indexOf(',');
    if (comma === -1) return null;
    start = at + comma + 1;
    written = matched.slice(comma + 1);
  }
  const afterNumber = at + matched.length;
  const scale = magnitudeBehind(text, afterNumber);
  const behind = currencyBehind(text, scale.end);
  if (scale.end === afterNumber && isGlued(text, afterNumber, behind.end)) return null;
  if (behind.listed) {
    const comma = written.lastIndexOf(',');
    start += comma + 1;
    written = written.slice(comma + 1);
  } else if (before.listed && written.includes(',')) written = written.slice(0, written.indexOf(','));

  const first =
    before.identifier || (before.start < takenBehind && behind.currency !== undefined)
      ? undefined
      : before.currency;
  const currencies = distinct(first, behind.currency, scale.rupees);
  const from = first === undefined ? start : before.start;
  const to = behind.currency === undefined ? scale.end : behind.end;
  return {
    start: from,
    end: to,
    behindEnd: behind.currency === undefined ? 0 : behind.end,
    written,
    magnitude: scale.power,
    currencies,
    labelled: before.labelled,
  };
}

/** Nothing that could name a currency stands near: the quick way through columns of plain numbers. */
function isBare(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  const near = before === 0x20 ? text.charCodeAt(start - 2) : before;
  const far = after === 0x20 ? text.charCodeAt(end + 1) : after;
  return (
    (Number.isNaN(near) || near === 0x0a || isDigit(near)) &&
    (Number.isNaN(far) || far === 0x0a || isDigit(far))
  );
}

/** `$5,000 CAD` is Canadian: a plain dollar sign gives way to a dollar code behind the number. */
function distinct(
  before: string | undefined,
  behind: string | undefined,
  rupees: boolean,
): readonly string[] {
  if (before === 'USD' && behind !== undefined && /^[A-Z]{2}D$/.test(behind)) return [behind];
  if (before !== undefined && behind !== undefined && before !== behind) return [before, behind];
  const only = before ?? behind;
  if (only !== undefined) return [only];
  return rupees ? ['PKR'] : [];
}

interface Before {
  readonly start: number;
  readonly currency?: string | undefined;
  readonly labelled: boolean;
  /** The digits are the tail of a name such as `INV-2026` or `Q1`. */
  readonly identifier: boolean;
  /** A bare comma stands between currency and number, as in CSV. */
  readonly listed: boolean;
}

function currencyBefore(text: string, numberStart: number): Before {
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

function magnitudeBehind(text: string, at: number): { end: number; power: number; rupees: boolean } {
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

interface Behind {
  readonly end: number;
  readonly currency?: string | undefined;
  /** A bare comma stands between number and code, as in CSV: commas in the number divide columns. */
  readonly listed: boolean;
}

function currencyBehind(text: string, at: number): Behind {
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
function isGlued(text: string, at: number, readTo: number): boolean {
  if (readTo > at) return false;
  const end = wordForward(text, at);
  return end > at && isDigit(text.charCodeAt(end));
}

function isRange(text: string, from: number, to: number): boolean {
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

function isDigit(code: number): boolean {
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

/** Keeps each amount once, a bounded number of them, and always the largest of each currency. */
class Collector {
  readonly #listed = new Map<string, Amount>();
  readonly #largest = new Map<string, Amount>();

  add(text: string, reading: Reading, currency: string): void {
    const exponent = exponentOf(currency);
    const value = readNumber(reading.written, reading.magnitude > 0);
    const minorUnits = toMinorUnits(value, exponent + reading.magnitude);
    if (!Number.isSafeInteger(minorUnits)) return;
    const largest = this.#largest.get(currency);
    if (largest?.minorUnits === minorUnits) return;
    const isLarger = largest === undefined || minorUnits > largest.minorUnits;
    if (!isLarger && this.#listed.size >= maxAmounts) return;
    const amount = { text: text.slice(reading.start, reading.end), currency, minorUnits, exponent };
    if (isLarger) this.#largest.set(currency, amount);
    const key = `${currency}${minorUnits}`;
    if (this.#listed.size < maxAmounts && !this.#listed.has(key)) this.#listed.set(key, amount);
  }

  amounts(): readonly Amount[] {
    for (const [currency, amount] of this.#largest)
      this.#listed.set(`${currency}${amount.minorUnits}`, amount);
    return [...this.#listed.values()];
  }
}

/** An amount for a person: `5,000.00 USD`; one without a currency says so. */
export function formatAmount(amount: Pick<Amount, 'currency' | 'minorUnits' | 'exponent'>): string {
  const digits = String(amount.minorUnits).padStart(amount.exponent + 1, '0');
  const whole = digits.slice(0, digits.length - amount.exponent).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const fraction = amount.exponent === 0 ? '' : `.${digits.slice(-amount.exponent)}`;
  return `${whole}${fraction} ${amount.currency === noCurrency ? '(currency not stated)' : amount.currency}`;
}
