import { describe, expect, it } from 'vitest';
import { emphasised } from '../../../src/renderer/screens/approvals/emphasised.ts';

const strong = (sentence: string, values: readonly unknown[]) =>
  emphasised(sentence, values)
    .filter(({ isStrong }) => isStrong)
    .map(({ text }) => text);

describe('a request read as a sentence', () => {
  it('sets the amount and the recipient in bold', () => {
    expect(strong('Pay $1,200.00 to ACME Corp', ['1200.00', 'ACME Corp'])).toEqual([
      '$1,200.00',
      'ACME Corp',
    ]);
    expect(strong('Pay 45.50 EUR to Nadeem', [])).toEqual(['45.50 EUR']);
    expect(strong('Send it to a@b.example', [['a@b.example']])).toEqual(['a@b.example']);
  });

  it('takes values of arguments literally', () => {
    expect(strong('Pay (x|y)* now', ['(x|y)*'])).toEqual(['(x|y)*']);
    expect(strong('Delete everything', ['.*', 'a|e'])).toEqual([]);
  });

  it('loses nothing of the sentence', () => {
    const sentence = 'Pay $1,200.00 to ACME Corp, and 2 more';
    const pieces = emphasised(sentence, ['ACME Corp', '']);
    expect(pieces.map(({ text }) => text).join('')).toBe(sentence);
  });
});
