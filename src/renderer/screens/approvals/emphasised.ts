/** A stretch of a sentence; `at` is its index. */
export interface Piece {
  readonly at: number;
  readonly text: string;
  readonly isStrong: boolean;
}

/** An amount with its sign or code, as people write it. */
const money = String.raw`\p{Sc}\s?\d[\d.,\u00a0']*\d|\p{Sc}\s?\d|\d[\d.,\u00a0']*\s?(?:\p{Sc}|[A-Z]{3}\b)`;
const minLength = 3;
const maxLength = 120;

/** Splits a sentence so that amounts, and words that are also values of arguments, stand out. */
export function emphasised(sentence: string, values: readonly unknown[]): readonly Piece[] {
  const words = values
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter((value) => typeof value === 'string')
    .filter(({ length }) => length >= minLength && length <= maxLength)
    .toSorted((a, b) => b.length - a.length)
    .map((value) => value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const pieces: Piece[] = [];
  let at = 0;
  for (const [index, text] of sentence.split(new RegExp(`(${[...words, money].join('|')})`, 'u')).entries()) {
    if (text !== '') pieces.push({ at, text, isStrong: index % 2 === 1 });
    at += text.length;
  }
  return pieces;
}
