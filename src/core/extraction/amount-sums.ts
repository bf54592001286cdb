import type { Amount } from '../../shared/facts.ts';

/** How far before a number its label is looked for. */
const labelReach = 40;
const total =
  /(?:^|[^a-z])(sub[- ]?)?(?:total|summe|gesamt(?:betrag|summe)?|کل|مجموع|ٹوٹل)(?![a-z])[^\d\n;]*$/iu;

/** Lines that state a sum are no further parts of it. */
type Group = 'parts' | 'subtotals' | 'totals';

interface Sums extends Record<Group, number> {
  readonly exponent: number;
  count: number;
}

/** What the amounts of a text add up to, for each currency. Every mention counts: `$80 to A and $80 to B` is 160. */
export class AmountSums {
  readonly #byCurrency = new Map<string, Sums>();

  /** `start` is where the amount begins in `text`. */
  add(text: string, start: number, amount: Omit<Amount, 'text'>): void {
    const { currency, minorUnits, exponent } = amount;
    let sums = this.#byCurrency.get(currency);
    if (sums === undefined) {
      sums = { parts: 0, subtotals: 0, totals: 0, exponent, count: 0 };
      this.#byCurrency.set(currency, sums);
    }
    const group = groupOf(text.slice(Math.max(0, start - labelReach), start));
    sums[group] = Math.min(sums[group] + minorUnits, Number.MAX_SAFE_INTEGER);
    sums.count += 1;
  }

  /** The largest of what the parts, the subtotals and the stated totals come to; none for a currency that is named once. */
  sums(): readonly Amount[] {
    return [...this.#byCurrency]
      .filter(([, { count }]) => count > 1)
      .map(([currency, { parts, subtotals, totals, exponent }]) => ({
        text: '',
        currency,
        minorUnits: Math.max(parts, subtotals, totals),
        exponent,
      }));
  }
}

function groupOf(before: string): Group {
  const label = total.exec(before);
  if (label === null) return 'parts';
  return label[1] === undefined ? 'totals' : 'subtotals';
}
