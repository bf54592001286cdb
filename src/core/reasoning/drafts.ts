import { createHash } from 'node:crypto';
import type { PlannedAction } from '../../shared/plan.ts';
import { formatAmount } from '../extraction/index.ts';
import { checklistFor, mainAmount } from './checklist.ts';
import { cut, neutralise, plainLine } from './neutralise.ts';
import type { PlanRequest } from './planner.ts';

/** The kinds of work the local planner makes a draft for; everything else is a note with a checklist. */
const draftKinds: Readonly<
  Record<string, { kind: string; title: string; build: (request: PlanRequest) => readonly string[] }>
> = {
  payment: { kind: 'payment', title: 'Payment record', build: paymentRecord },
  invoice: { kind: 'payment', title: 'Payment record', build: paymentRecord },
  email: { kind: 'reply', title: 'Reply', build: reply },
  social_post: { kind: 'post', title: 'Post', build: post },
  report_request: { kind: 'report', title: 'Report', build: report },
};

/** The one piece of work a task of this class leaves behind, as a call of the built-in vault; null for none. */
export function draftFor(request: PlanRequest): PlannedAction | null {
  const draft = draftKinds[request.facts.type];
  if (draft === undefined || request.text.trim() === '') return null;
  const subject = subjectOf(request);
  const content = [
    ...properties(request, draft.kind),
    `# ${draft.title}: ${neutralise(subject, 80)}`,
    '',
    ...draft.build(request),
    '',
    '## Before it leaves the house',
    '',
    ...checklistFor(request.facts, request.skills).map((item) => `- [ ] ${item}`),
    '',
  ].join('\n');
  return {
    server: 'vault',
    tool: 'create_note',
    arguments: { path: draftPath(request, draft.kind, subject), content },
    description: `Write the draft "${nameOf(request, draft.title, subject)}" for a person to finish; nothing is sent or paid`,
  };
}

/** `Payment record: ACME, 5,000.00 USD`: what tells one waiting draft from the next. */
function nameOf({ facts }: PlanRequest, title: string, subject: string): string {
  const amount = mainAmount(facts);
  const name = `${title}: ${cut(plainLine(subject), 60)}`;
  return amount === undefined ? name : `${name}, ${formatAmount(amount)}`;
}

/**
 * `Drafts/2026-02-07-payment-acme-7f3a9c.md`: the same for the same task, and another for another, by the random
 * end of its id.
 */
function draftPath(request: PlanRequest, kind: string, subject: string): string {
  const id = request.task.task_id;
  const created = /^\d{4}-\d{2}-\d{2}/.exec(request.task.created_at ?? '')?.[0];
  const day = created ?? new Date(request.now).toISOString().slice(0, 10);
  const suffix =
    /-([A-Za-z0-9]{4,16})$/.exec(id)?.[1]?.toLowerCase() ??
    createHash('sha256').update(id).digest('hex').slice(0, 12);
  const slug = plainLine(subject)
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return `Drafts/${[day, kind, slug, suffix].filter((part) => part !== '').join('-')}.md`;
}

function subjectOf({ facts, task }: PlanRequest): string {
  const file = (task.context?.file_name ?? '').replace(/\.[^.]*$/, '');
  return facts.names[0] ?? facts.references[0] ?? (file || 'untitled');
}

/** Obsidian properties; text from the drop only as a quoted JSON string, which YAML reads as the same string. */
function properties(request: PlanRequest, kind: string): readonly string[] {
  const { facts, task } = request;
  const amount = mainAmount(facts);
  const quoted = (text: string) => JSON.stringify(cut(plainLine(text), 200)).replace(/[<>%]/g, '');
  const lines = ['---', 'type: draft', `kind: ${kind}`, 'status: draft', `task: ${quoted(task.task_id)}`];
  if (facts.names[0] !== undefined) lines.push(`name: ${quoted(facts.names[0])}`);
  if (amount !== undefined) {
    lines.push(`amount: ${amount.minorUnits / 10 ** amount.exponent}`, `currency: ${amount.currency}`);
  }
  if (facts.references[0] !== undefined) lines.push(`reference: ${quoted(facts.references[0])}`);
  if (facts.dates[0] !== undefined) lines.push(`due: ${facts.dates[0].day}`);
  return [...lines, 'tags:', '  - draft', '---', ''];
}

function paymentRecord({ facts, text }: PlanRequest): readonly string[] {
  const amount = mainAmount(facts);
  const others = facts.amounts.filter((other) => other !== amount).map(formatAmount);
  return [
    '| | |',
    '|---|---|',
    `| Recipient | ${neutralise(facts.names.join(', ') || 'not named', 200)} |`,
    `| Amount | ${amount === undefined ? 'not readable: look into the original' : neutralise(formatAmount(amount), 100)} |`,
    `| Reference | ${neutralise(facts.references.slice(0, 5).join(', ') || 'none given', 200)} |`,
    `| Due | ${facts.dates[0]?.day ?? 'none given'} |`,
    ...(others.length > 0
      ? [`| Other sums in the text | ${neutralise(others.slice(0, 10).join('; '), 300)} |`]
      : []),
    '',
    'Account details are not filled in: take them from your own records, never from the message.',
    '',
    ...excerpt(text),
  ];
}

function reply({ facts, text }: PlanRequest): readonly string[] {
  return [
    `To: ${neutralise(facts.emails[0] ?? 'address to be added', 200)}`,
    '',
    `Hello${facts.names[0] === undefined ? '' : ` ${neutralise(facts.names[0], 100)}`},`,
    '',
    'thank you for your message. (Say in one sentence what happens now, and by when.)',
    '',
    'Kind regards',
    '',
    ...excerpt(text),
  ];
}

function post({ facts, text }: PlanRequest): readonly string[] {
  return [
    '(First line: the one thing worth stopping for.)',
    '',
    '(Two sentences: what it means for the reader.)',
    '',
    '(Last line: what the reader can do next.)',
    '',
    `Names to check: ${neutralise(facts.names.join(', ') || 'none', 200)}`,
    '',
    ...excerpt(text),
  ];
}

function report({ facts, text, goals }: PlanRequest): readonly string[] {
  const goal = relatedGoal(goals, text);
  return [
    `Due: ${facts.dates[0]?.day ?? 'none given'}`,
    ...(goal === null ? [] : ['', `Serves the goal: ${neutralise(goal, 200)}`]),
    '',
    '## Question',
    '',
    ...excerpt(text),
    '',
    '## Figures and their source',
    '',
    '## Findings, the most useful first',
    '',
    '## What to do next',
  ];
}

/** The drop's own words, quoted and inert. */
function excerpt(text: string): readonly string[] {
  return ['> From the original:', `> ${neutralise(text, 600)}`];
}

/** The goal that shares the most telling words with the text; null when none shares one. */
export function relatedGoal(goals: string, text: string): string | null {
  const words = tellingWords(text.slice(0, 20_000));
  let best: { goal: string; shared: number } | null = null;
  for (const line of goals.slice(0, 100_000).split('\n')) {
    const goal = /^\s*[-*]\s+(?:\[[ x]\]\s+)?(\S.*)$/i.exec(line)?.[1];
    if (goal === undefined) continue;
    const shared = [...tellingWords(goal)].filter((word) => words.has(word)).length;
    if (shared > (best?.shared ?? 0)) best = { goal, shared };
  }
  return best?.goal ?? null;
}

function tellingWords(text: string): ReadonlySet<string> {
  const common = new Set([
    'about',
    'after',
    'before',
    'every',
    'their',
    'there',
    'these',
    'which',
    'within',
    'would',
    'first',
    'month',
  ]);
  const words =
    plainLine(text)
      .toLowerCase()
      .match(/\p{L}{5,30}/gu) ?? [];
  return new Set(words.filter((word) => !common.has(word)));
}
