import type { Facts } from '../../shared/facts.ts';
import { findAmounts } from './amounts.ts';
import { classify, classifyByMoney } from './classes.ts';
import { findDates } from './dates.ts';
import { findEmails } from './emails.ts';
import { findNames } from './names.ts';
import { normaliseText } from './normalise.ts';
import { wordsOf } from './phrases.ts';
import { findReferences } from './references.ts';
import { type ClassTriggers, fallbackType } from './triggers/index.ts';

/** An amount for a person: `5,000.00 USD`. */
export { formatAmount } from './amounts.ts';
/** ISO 4217: decimal places of a currency. */
export { exponentOf } from './currencies.ts';
/** Text as a reader sees it: NFKC, without invisible characters, digits as 0–9. */
export { normaliseText } from './normalise.ts';
/** Which keywords stand in a text, as whole words. */
export { findPhrases, phraseFinder } from './phrases.ts';
/** The classes the employee knows by itself; they always count beside those of the skills. */
export { builtInTriggers, type ClassTriggers, fallbackType } from './triggers/index.ts';
/** YAML that people write, read without surprises. */
export { readYaml } from './yaml.ts';

/**
 * What a text says, by rules alone: no model, no clock, linear time on any text.
 *
 * `triggers` are the skills'; the built-in ones always count too. The file's name counts like its text.
 * `now` (epoch milliseconds) anchors relative dates in local time.
 */
export function extractFacts(input: {
  readonly text: string;
  readonly fileName: string;
  readonly triggers: readonly ClassTriggers[];
  readonly now: number;
}): Facts {
  const title = input.fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/[_.]+/g, ' ');
  const body = normaliseText(input.text);
  const text = `${normaliseText(title)}\n${body}`;
  const emails = findEmails(text);
  const { amounts, sums } = findAmounts(text, text.length - body.length);
  const words = wordsOf(text, emails);
  const recognised = classify(words, input.triggers);
  const classes = recognised.length > 0 ? recognised : classifyByMoney(words, amounts);
  return {
    type: classes[0]?.type ?? fallbackType,
    classes,
    amounts,
    sums,
    dates: findDates(body, input.now),
    names: findNames(body),
    emails: [...new Set(emails.map((email) => email.address))],
    references: findReferences(body),
  };
}
