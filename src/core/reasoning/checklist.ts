import type { Amount, Facts } from '../../shared/facts.ts';
import { formatAmount } from '../extraction/index.ts';
import { neutralise } from './neutralise.ts';
import type { Skill } from './skills.ts';

const maxItems = 20;
const maxItemLength = 200;

/**
 * The steps that finish a task of this kind, as plain lines for the plan and the task's note.
 *
 * A skill for the class may bring its own under a heading `Checklist` or `Checklist: payment`, as `- [ ] …` lines;
 * `{name}`, `{amount}`, `{reference}`, `{due}` and `{email}` stand for what was read. Else the built-in steps.
 */
export function checklistFor(facts: Facts, skills: readonly Skill[] = []): readonly string[] {
  const own = skills
    .filter((skill) => skill.types.includes(facts.type))
    .map((skill) => itemsIn(skill.body, facts.type));
  const items = own.find((found) => found.length > 0) ?? builtIn[facts.type] ?? builtInOther;
  return items.slice(0, maxItems).map((item) => fill(item, facts));
}

function itemsIn(body: string, type: string): readonly string[] {
  const named: string[] = [];
  const general: string[] = [];
  let into: string[] | undefined;
  for (const line of body.split(/\r\n|\n|\r/)) {
    const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
    if (heading !== undefined) {
      const about = /^checklist(?:\s*[:–-]\s*|\s+for\s+|\s*$)(.*)$/i.exec(heading.trim())?.[1];
      const classes = about?.split(/[,\s]+/).filter((name) => name !== '');
      if (classes === undefined) into = undefined;
      else if (classes.length === 0) into = general;
      else into = classes.includes(type) ? named : undefined;
      continue;
    }
    const item = /^\s*[-*]\s+\[[ x]\]\s+(\S.*)$/i.exec(line)?.[1];
    if (item !== undefined) into?.push(item.slice(0, maxItemLength));
  }
  return named.length > 0 ? named : general;
}

function fill(item: string, facts: Facts): string {
  const amount = mainAmount(facts);
  const values: Readonly<Record<string, string>> = {
    name: facts.names[0] ?? 'the other side',
    amount: amount === undefined ? 'the amount (not readable)' : formatAmount(amount),
    reference: facts.references[0] ?? 'the reference (none given)',
    due: facts.dates[0]?.day ?? 'the date (none given)',
    email: facts.emails[0] ?? 'the address (none given)',
  };
  const filled = item.replace(/\{(name|amount|reference|due|email)\}/g, (whole, key: string) =>
    neutralise(values[key] ?? whole, 100),
  );
  return filled.slice(0, 2 * maxItemLength);
}

/** The largest sum stands for the whole: parts and subtotals are smaller. */
export function mainAmount(facts: Facts): Amount | undefined {
  const value = (amount: Amount) => amount.minorUnits / 10 ** amount.exponent;
  return facts.amounts.toSorted((a, b) => value(b) - value(a))[0];
}

const builtInOther: readonly string[] = [
  'Read the text',
  'Decide whether anything has to be done',
  'File it',
];

const builtIn: Readonly<Record<string, readonly string[]>> = {
  payment: [
    'Confirm that {name} is known and the account is theirs',
    'Check {amount} against the invoice or agreement',
    'Make the payment by {due}',
    'File the confirmation under {reference}',
  ],
  invoice: [
    'Match {reference} with what was ordered from {name}',
    'Check {amount}, tax and account',
    'Plan the payment for {due}',
    'File the invoice',
  ],
  email: [
    'Read the message from {name}',
    'Check the facts of the reply',
    'Send the reply to {email}',
    'Note any promise as a task',
  ],
  meeting: [
    'Agree the time with {name} for {due}',
    'Put it into the calendar',
    'Write three points to settle',
    'Send the invitation',
  ],
  report_request: [
    'Settle the question and who reads the answer',
    'Gather the figures and note their source',
    'Write the findings, the most useful first',
    'Send it by {due}',
  ],
  social_post: [
    'Check the facts and the names',
    'Check that picture and quote may be used',
    'Read it once aloud',
    'Post it',
  ],
  support: [
    'Reproduce the problem',
    'Answer {name} with the next step',
    'Note the cause',
    'Close the case under {reference}',
  ],
  health_check: ['Intake took the file', 'The plan was made', 'The result was filed and recorded'],
  contract: [
    'Read the whole document',
    'Note term, notice and price',
    'Have open points clarified with {name}',
    'Decide and sign by {due}',
  ],
  legal: ['Note every deadline, first {due}', 'Gather the papers', 'Ask a lawyer before you answer {name}'],
  hr: ['Treat it as confidential', 'Check contract and law', 'Answer {name} by {due}'],
  deletion: [
    'Name exactly what goes',
    'Make a backup and verify it',
    'Check what the law says must be kept',
    'Remove it yourself',
  ],
};
