import type { Amount } from '../../shared/facts.ts';
import {
  currencyBefore,
  currencyBehind,
  isDigit,
  isGlued,
  isRange,
  magnitudeBehind,
} from './amount-context.ts';
import { AmountSums } from './amount-sums.ts';
import { currencyOfWord, exponentOf, noCurrency } from './currencies.ts';
import { readNumber, toMinorUnits } from './numbers.ts';

const maxAmounts = 500;
/** Groups are bounded, so that the matcher's stack is. */
const number = /\d+(?:[.,'’]\d+| \d{3}(?!\d)){0,40}/g;
/** `12.03.2026` is a day, whatever currency stands behind it. */
const calendarDate = /^\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})$/;
const currencyField =
  /(?:currency|ccy|währung|waehrung|devise|moneda)["']? ?[:=,;|\t ] ?["']?([A-Za-z]{3})(?![A-Za-z])/iu;

/** What a text says of money: its amounts, each once, and what they add up to. */
export interface FoundAmounts {
  readonly amounts: readonly Amount[];
  readonly sums: readonly Amount[];
}

/**
 * Every amount of money in normalised text, each once. Sums are of what stands from `bodyStart` on: a title repeats.
 *
 * A number is money when a currency stands right before or behind it, when a label such as `amount:` does
 * (then in the text's `currency` field, else in `XXX`, no currency), or when it is counted in lakh or crore. Where two
 * currencies touch one number both readings are given. At most 500 are listed; the largest of each
 * currency is always among them.
 */
export function findAmounts(text: string, bodyStart = 0): FoundAmounts {
  const found = new Collector(bodyStart);
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
    } else if (reading.labelled) unnamed.push(reading);
  }
  if (unnamed.length > 0) {
    const stated = currencyField.exec(text)?.[1];
    const currency =
      (stated === undefined ? undefined : currencyOfWord(stated.toUpperCase(), 'after')) ?? noCurrency;
    for (const reading of unnamed) found.add(text, reading, currency);
  }
  return { amounts: found.amounts(), sums: found.sums() };
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

/** Keeps each amount once, a bounded number of them, and always the largest of each currency. */
class Collector {
  readonly #listed = new Map<string, Amount>();
  readonly #largest = new Map<string, Amount>();
  readonly #sums = new AmountSums();
  readonly #bodyStart: number;

  constructor(bodyStart: number) {
    this.#bodyStart = bodyStart;
  }

  add(text: string, reading: Reading, currency: string): void {
    const exponent = exponentOf(currency);
    const value = readNumber(reading.written, reading.magnitude > 0);
    const minorUnits = toMinorUnits(value, exponent + reading.magnitude);
    if (!Number.isSafeInteger(minorUnits)) return;
    if (reading.start >= this.#bodyStart)
      this.#sums.add(text, reading.start, { currency, minorUnits, exponent });
    const largest = this.#largest.get(currency);
    if (largest?.minorUnits === minorUnits) return;
    const isLarger = largest === undefined || minorUnits > largest.minorUnits;
    if (!isLarger && this.#listed.size >= maxAmounts) return;
    const amount = { text: text.slice(reading.start, reading.end), currency, minorUnits, exponent };
    if (isLarger) this.#largest.set(currency, amount);
    const key = `${currency}${minorUnits}`;
    if (this.#listed.size < maxAmounts && !this.#listed.has(key)) this.#listed.set(key, amount);
  }

  sums(): readonly Amount[] {
    return this.#sums.sums();
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
