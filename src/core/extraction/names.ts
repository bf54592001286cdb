import { currencyOfWord } from './currencies.ts';
import { wordsOf } from './phrases.ts';

const maxNames = 30;
/** Cues looked at; names serve people, no rule depends on finding the last one. */
const maxCues = 2_000;

const cue =
  /(?<![\p{L}\p{N}])(?:from|to|with|by|for|vendor|supplier|customer|client|contact|payee|recipient|company|attn|dear|hi|hello|mr|mrs|ms|dr|von|mit|an|firma|lieferant|kunde|herr|herrn|frau|hallo|name)(?![\p{L}\p{N}])["'.:=]{0,3}[ \t]{0,2}["']?/giu;
const word = "\\p{Lu}[\\p{L}\\p{M}\\p{N}'’&.-]{0,40}";
const capitalised = new RegExp(`${word}(?: (?:(?:&|of|de|van|von|der|bin|al) )?${word}){0,4}`, 'uy');
const companySuffix =
  /(?<![\p{L}\p{N}])(?:GmbH|AG|UG|KG|Ltd|Limited|LLC|Inc|Corp|Corporation|PLC|Pvt)(?![\p{L}\p{N}])/gu;
const beforeSuffix = new RegExp(`(?:${word} (?:& )?){1,4}$`, 'u');
/** Urdu puts "to" behind the name: `احمد کو`. */
const urduRecipient = /(?<![\p{L}])(\p{sc=Arabic}{2,20}(?: \p{sc=Arabic}{2,20})?) کو(?![\p{L}])/gu;

/** Capitalised words that are no name where a name could stand. */
const notNames = new Set(
  (
    'the a an our my your his her their this that all any you me us it we i he she they please monday tuesday wednesday thursday friday ' +
    'saturday sunday january february march april may june july august september october november december today tomorrow ' +
    'invoice payment bill order report meeting email mail subject date amount total due re fw fwd no yes if and or but in on at by for to ' +
    'from with of is are was vendor supplier customer client team everyone sir madam rechnung zahlung der die das den dem ein eine einen ' +
    'bitte herr frau damen herren sehr ihre ihren mit von firma urgent important asap new next dr mr mrs ms'
  ).split(' '),
);
const abbreviations = new Set(['mr', 'mrs', 'ms', 'dr', 'st', 'inc', 'co', 'ltd', 'corp', 'pvt', 'jr', 'sr']);

/** People and companies that normalised text names, each once, at most 30, in order of appearance. */
export function findNames(text: string): readonly string[] {
  const found = new Map<string, number>();
  const add = (at: number, candidate: string) => {
    const name = trimName(candidate);
    if (name !== null && found.size < maxNames && !isPartOfKnown(found, name)) found.set(name, at);
  };
  let looked = 0;
  for (const match of text.matchAll(companySuffix)) {
    if (++looked > maxCues) break;
    const before = beforeSuffix.exec(text.slice(Math.max(0, match.index - 60), match.index))?.[0];
    if (before !== undefined) add(match.index - before.length, before + match[0]);
  }
  looked = 0;
  for (const match of text.matchAll(cue)) {
    if (++looked > maxCues) break;
    capitalised.lastIndex = match.index + match[0].length;
    const name = capitalised.exec(text)?.[0];
    if (name !== undefined) add(match.index, name);
  }
  looked = 0;
  for (const match of text.matchAll(urduRecipient)) {
    if (++looked > maxCues) break;
    add(match.index, match[1] ?? '');
  }
  return [...found].sort(([, a], [, b]) => a - b).map(([name]) => name);
}

function isPartOfKnown(known: ReadonlyMap<string, number>, name: string): boolean {
  return [...known.keys()].some(
    (other) => other === name || other.startsWith(`${name} `) || other.endsWith(` ${name}`),
  );
}

/** Cuts where a sentence ends or a word that is no name begins. */
function trimName(candidate: string): string | null {
  const kept: string[] = [];
  for (const raw of candidate.trim().split(' ')) {
    const bare = raw.replace(/[.,'’&-]+$/, '');
    const plain = bare.toLowerCase();
    const isTitle = raw.endsWith('.') && abbreviations.has(plain);
    if (bare === '' && raw !== '&') break;
    if (!isTitle && (notNames.has(plain) || currencyOfWord(bare, 'after') !== undefined)) {
      if (
        kept.length === 0 &&
        (plain === 'the' || plain === 'herr' || plain === 'frau' || plain === 'vendor' || plain === 'firma')
      )
        continue;
      break;
    }
    kept.push(isTitle ? raw : bare === '' ? raw : bare);
    if (raw.endsWith('.') && !abbreviations.has(plain) && bare.length > 1) break;
  }
  while (kept.at(-1) === '&') kept.pop();
  const name = kept.join(' ');
  const letters = wordsOf(name).folded.join('').replace(/[\d]/g, '');
  return letters.length < 2 || /^Q\d$/.test(name) ? null : name.slice(0, 100);
}
