import { describe, expect, it } from 'vitest';
import { costOf, type OwnPrice, PriceBook, priceTable } from '../../../src/core/cost/index.ts';

const book = (own: Readonly<Record<string, OwnPrice>> = {}) => new PriceBook(() => own);

describe('a price', () => {
  it('is found under the names that routers and dated versions give a model', () => {
    const table = {
      kind: 'known',
      source: 'table',
      price: { inputPerMillion: 150_000, outputPerMillion: 600_000 },
    };
    for (const name of ['gpt-4o-mini', 'openai/gpt-4o-mini', 'gpt-4o-mini-2024-07-18'])
      expect(book().priceOf(name)).toEqual(table);
  });

  it('is not guessed from a name that is only like another', () => {
    for (const name of ['gpt-4o-mini-audio', 'gpt-4o-mini:free', 'my-gpt-4o', 'constructor', '__proto__'])
      expect(book().priceOf(name)).toEqual({ kind: 'unknown' });
  });

  it("is the person's own first, also under the very name only", () => {
    const own = book({ 'gpt-4o-mini': { input: 1, output: 2 }, local: 'unlimited' });
    expect(own.priceOf('gpt-4o-mini')).toMatchObject({
      source: 'own',
      price: { inputPerMillion: 1_000_000 },
    });
    expect(own.priceOf('openai/gpt-4o-mini')).toMatchObject({ source: 'table' });
    expect(own.priceOf('local')).toEqual({ kind: 'unlimited' });
  });

  it('of the table has a date', () => {
    expect(priceTable.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
  });
});

describe('a cost', () => {
  it('is whole micro-dollars, rounded up', () => {
    const price = { inputPerMillion: 150_000, outputPerMillion: 600_000 };
    expect(costOf(price, 1_000_000, 0)).toBe(150_000);
    expect(costOf(price, 1, 0)).toBe(1);
    expect(costOf(price, 0, 0)).toBe(0);
    expect(costOf(price, 1_234, 56)).toBe(219);
  });

  it('is exact for prices and counts beyond what numbers hold', () => {
    const price = { inputPerMillion: 1_000_000_000_000, outputPerMillion: 0 };
    expect(costOf(price, 9_007_199, 0)).toBe(9_007_199_000_000);
  });
});
