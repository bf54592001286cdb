import { foldWord, normaliseText } from './normalise.ts';

/** The words of a normalised text, folded for comparison, with where they stand. */
export interface Words {
  readonly text: string;
  readonly folded: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Scripts written without spaces count each character as a word. */
const word =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]]+/gv;
/** No keyword is this long; a longer run of letters is not worth folding. */
const maxWordLength = 200;

/** Splits normalised text into words; words inside the given spans (sorted, disjoint) are left out. */
export function wordsOf(text: string, without: readonly Span[] = []): Words {
  const folded: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const known = new Map<string, string>();
  const pattern = new RegExp(word);
  let span = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = match.index;
    const found = match[0];
    while ((without[span]?.end ?? Number.POSITIVE_INFINITY) <= start) span++;
    if (start >= (without[span]?.start ?? Number.POSITIVE_INFINITY)) continue;
    folded.push(foldOnce(found, known));
    starts.push(start);
    ends.push(start + found.length);
  }
  return { text, folded, starts, ends };
}

/** Remembers a bounded number of words: folding is the dear part of reading a text that is not ASCII. */
function foldOnce(found: string, known: Map<string, string>): string {
  if (found.length > maxWordLength) return '';
  const before = known.get(found);
  if (before !== undefined) return before;
  const folded = foldWord(found);
  if (known.size < 5_000) known.set(found, folded);
  return folded;
}

/** A stretch of a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A keyword or phrase to look for, with what it stands for. */
export interface Phrase<T> {
  readonly words: readonly string[];
  /** Short all-capital triggers (`HR`, `NDA`) must stand in capitals: `24 hr` is not human resources. */
  readonly inCapitals: boolean;
  readonly value: T;
}

/** A phrase that was found, and where. */
export interface PhraseMatch<T> {
  readonly value: T;
  /** As it stands in the text. */
  readonly found: string;
  readonly span: Span;
}

/** Prepares a phrase; null when it has no word in it. */
export function phrase<T>(written: string, value: T): Phrase<T> | null {
  const normal = normaliseText(written);
  const words = wordsOf(normal).folded;
  if (words.length === 0 || words.length > 12) return null;
  return { words, inCapitals: /^[A-Z]{2,4}$/.test(normal.trim()), value };
}

/** Phrases by their first word, to be matched in one pass. */
export type PhraseIndex<T> = ReadonlyMap<string, readonly Phrase<T>[]>;

/** The phrases by their first word. */
export function indexPhrases<T>(phrases: readonly Phrase<T>[]): PhraseIndex<T> {
  return Map.groupBy(phrases, (candidate) => candidate.words[0] ?? '');
}

/**
 * Finds phrases as whole words, in linear time; every phrase is reported at every place it stands, in the
 * order of the text.
 *
 * What lies between the words of a phrase (space, hyphen, underscore, line break) does not matter, and an
 * English plural `s` counts as the same word.
 */
export function matchPhrases<T>(
  words: Words,
  phrases: PhraseIndex<T>,
  onMatch: (match: PhraseMatch<T>) => void,
): void {
  if (phrases.size === 0) return;
  const { folded } = words;
  for (let at = 0; at < folded.length; at++) {
    const first = folded[at] ?? '';
    const candidates = phrases.get(first);
    if (candidates) reportAt(words, at, candidates, onMatch);
    if (first.length < 4 || !first.endsWith('s')) continue;
    const singular = phrases.get(first.slice(0, -1));
    if (singular) reportAt(words, at, singular, onMatch);
  }
}

function reportAt<T>(
  words: Words,
  at: number,
  candidates: readonly Phrase<T>[],
  onMatch: (match: PhraseMatch<T>) => void,
): void {
  for (const candidate of candidates) {
    if (!continues(words.folded, at, candidate.words)) continue;
    const start = words.starts[at] ?? 0;
    const end = words.ends[at + candidate.words.length - 1] ?? start;
    if (
      candidate.inCapitals &&
      words.text.slice(start, start + 2) !== words.text.slice(start, start + 2).toUpperCase()
    )
      continue;
    onMatch({ value: candidate.value, found: words.text.slice(start, end), span: { start, end } });
  }
}

function continues(folded: readonly string[], at: number, wanted: readonly string[]): boolean {
  for (let offset = 1; offset < wanted.length; offset++) {
    if (!sameWord(folded[at + offset] ?? '', wanted[offset] ?? '')) return false;
  }
  return true;
}

function sameWord(word: string, wanted: string): boolean {
  if (word === wanted) return true;
  return (
    wanted.length >= 3 && word.length === wanted.length + 1 && word.endsWith('s') && word.startsWith(wanted)
  );
}

/** Which of the phrases stand in the text (any text; it is normalised here), each once, in the order given. */
export function findPhrases(text: string, phrases: readonly string[]): readonly string[] {
  return phraseFinder(phrases)(text);
}

/** `findPhrases` for phrases that many texts are searched for: they are prepared once. */
export function phraseFinder(phrases: readonly string[]): (text: string) => readonly string[] {
  const index = indexPhrases(phrases.flatMap((written) => phrase(written, written) ?? []));
  return (text) => {
    if (index.size === 0) return [];
    const found = new Set<string>();
    matchPhrases(wordsOf(normaliseText(text)), index, (match) => found.add(match.value));
    return phrases.filter((written) => found.has(written));
  };
}
