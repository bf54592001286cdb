/** Digits as written, with the fraction apart: `1.234,50` is 123450 with 2 fraction digits. */
export interface ReadNumber {
  readonly digits: string;
  readonly fractionDigits: number;
}

/**
 * Reads a number with thousands and decimal separators of any country, lakh grouping included.
 *
 * Rules where spellings collide, each to the larger reading, so that a doubt never hides money:
 * one separator before exactly three digits groups thousands (`1.234` is 1234), except after a lone zero;
 * the last of two kinds of separators is the decimal one; a comma before four or more digits groups.
 * With a magnitude word behind it (`$1.250m`) a single separator is decimal.
 */
export function readNumber(written: string, hasMagnitude: boolean): ReadNumber {
  if (written.length < 4) {
    // Too short to hold a group; most numbers are.
    const at = Math.max(written.indexOf('.'), written.indexOf(','));
    if (at === -1) return { digits: written, fractionDigits: 0 };
  }
  const plain = written.replace(/[ '’]/g, '');
  const decimalAt = decimalSeparatorAt(plain, hasMagnitude);
  if (decimalAt === -1) return { digits: plain.replace(/[.,]/g, ''), fractionDigits: 0 };
  const fraction = plain.slice(decimalAt + 1);
  return {
    digits: plain.slice(0, decimalAt).replace(/[.,]/g, '') + fraction,
    fractionDigits: fraction.length,
  };
}

function decimalSeparatorAt(plain: string, hasMagnitude: boolean): number {
  const at = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  if (at === -1) return -1;
  const separator = plain[at];
  const before = plain.slice(0, at);
  const after = plain.length - at - 1;
  const repeated = before.includes(separator === '.' ? '.' : ',');
  const other = before.includes(separator === '.' ? ',' : '.');
  if (repeated) return -1;
  if (other) return at;
  if (after === 3) return hasMagnitude || /^0+$/.test(before) ? at : -1;
  return after > 3 && separator === ',' ? -1 : at;
}

/**
 * A number times ten to the power, as a whole number of minor units.
 *
 * Rounded up, and held at the largest exact integer: doubt never makes money smaller.
 */
export function toMinorUnits(number: ReadNumber, exponent: number): number {
  const shift = exponent - number.fractionDigits;
  const digits = Number(number.digits);
  const units = shift >= 0 ? digits * 10 ** shift : Math.ceil(digits / 10 ** -shift);
  return Math.min(units, Number.MAX_SAFE_INTEGER);
}
