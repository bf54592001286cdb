import type { Amount, TaskClass } from '../../shared/facts.ts';
import {
  indexPhrases,
  matchPhrases,
  type Phrase,
  type PhraseMatch,
  phrase,
  type Span,
  type Words,
} from './phrases.ts';
import { builtInTriggers, type ClassTriggers, moneyWords, neutralPhrases } from './triggers/index.ts';

const maxShownMatches = 10;

interface Trigger {
  readonly type: string;
  /** Same for two spellings of one trigger, so that listing it twice does not count twice. */
  readonly key: string;
  readonly weight: number;
}

const builtIn = indexPhrases(prepare(builtInTriggers));
const neutral = indexPhrases(neutralPhrases.flatMap((written) => phrase(written, null) ?? []));
const money = indexPhrases(moneyWords.flatMap((written) => phrase(written, null) ?? []));

/** Every class whose triggers stand in the text, strongest first, ties riskiest first. */
export function classify(words: Words, triggers: readonly ClassTriggers[]): readonly TaskClass[] {
  const scores = new Map<string, number>();
  const matched = new Map<string, Set<string>>();
  const counted = new Set<string>();
  const count = ({ value, found }: PhraseMatch<Trigger>) => {
    if (counted.has(value.key)) return;
    counted.add(value.key);
    scores.set(value.type, (scores.get(value.type) ?? 0) + value.weight);
    matched.set(value.type, (matched.get(value.type) ?? new Set()).add(found));
  };
  const neutralSpans: Span[] = [];
  matchPhrases(words, neutral, (match) => neutralSpans.push(match.span));
  matchPhrases(words, builtIn, outside(neutralSpans, count));
  matchPhrases(words, indexPhrases(prepare(triggers)), outside(neutralSpans, count));
  return [...scores]
    .sort(([a, scoreOfA], [b, scoreOfB]) => scoreOfB - scoreOfA || rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([type]) => ({ type, matched: [...(matched.get(type) ?? [])].slice(0, maxShownMatches) }));
}

/** Money in words that no trigger knows is read as a payment: that asks too much rather than too little. */
export function classifyByMoney(words: Words, amounts: readonly Amount[]): readonly TaskClass[] {
  const matched = new Set(amounts.slice(0, maxShownMatches).map(({ text }) => text));
  if (matched.size === 0) matchPhrases(words, money, ({ found }) => matched.add(found));
  return matched.size > 0 ? [{ type: 'payment', matched: [...matched].slice(0, maxShownMatches) }] : [];
}

/** Long phrases are more telling than single words. */
function prepare(triggers: readonly ClassTriggers[]): readonly Phrase<Trigger>[] {
  const prepared = new Map<string, Phrase<Trigger>>();
  for (const { type, triggers: written, weight = 1 } of triggers) {
    for (const one of written) {
      const words = phrase(one, null);
      if (words === null) continue;
      const key = `${type}:${words.words.join(' ')}`;
      if (prepared.has(key)) continue;
      prepared.set(key, {
        ...words,
        value: { type, key, weight: weight * (0.5 + 0.5 * words.words.length) },
      });
    }
  }
  return [...prepared.values()];
}

/** Drops what lies inside one of the spans; spans and matches both come in the order of the text. */
function outside(spans: readonly Span[], onMatch: (match: PhraseMatch<Trigger>) => void) {
  let next = 0;
  return (match: PhraseMatch<Trigger>) => {
    while ((spans[next]?.end ?? Number.POSITIVE_INFINITY) <= match.span.start) next++;
    const span = spans[next];
    if (span === undefined || match.span.start < span.start || match.span.end > span.end) onMatch(match);
  };
}

function rank(type: string): number {
  const at = builtInTriggers.findIndex((known) => known.type === type);
  return at === -1 ? builtInTriggers.length : at;
}
