import type { Facts } from '../../shared/facts.ts';
import { formatAmount, phraseFinder } from '../extraction/index.ts';
import { checklistFor, mainAmount } from './checklist.ts';
import { draftFor, relatedGoal } from './drafts.ts';
import { cut, plainLine } from './neutralise.ts';
import { checkPlan, type Planner, type PlanRequest, type PlanResult } from './planner.ts';
import type { Skill } from './skills.ts';

const maxThoughtLength = 6_000;

/** Classes in which a mistake costs money, rights or data. */
const seriousClasses = ['payment', 'invoice', 'contract', 'legal', 'hr', 'deletion'];

/** Words that try to command the employee from inside a drop. */
const findCommands = phraseFinder([
  'ignore all previous instructions',
  'ignore previous instructions',
  'ignore the previous instructions',
  'ignore your instructions',
  'ignore all instructions',
  'disregard previous instructions',
  'disregard all previous',
  'disregard your instructions',
  'system prompt',
  'you are now',
  'without approval',
  'without asking',
  'do not ask for approval',
  'skip approval',
  'already approved',
  'bypass approval',
  'ignoriere alle',
  'ohne Rückfrage',
  'ohne Freigabe',
  'پچھلی ہدایات',
  'بغیر اجازت',
]);

/**
 * The planner that needs no key and no network: rules over what was read, the person's skills and goals.
 *
 * Deterministic. Proposes at most one action, a draft note in the vault; what a drop says never becomes an
 * instruction, and a drop that tries to command raises the plan to ask.
 */
export class LocalPlanner implements Planner {
  readonly model = 'local';

  plan(request: PlanRequest, signal: AbortSignal): Promise<PlanResult> {
    return new Promise((resolve) => {
      signal.throwIfAborted();
      resolve(planLocally(request));
    });
  }
}

function planLocally(request: PlanRequest): PlanResult {
  const commanding = findCommands(request.text);
  const action = draftFor(request);
  const plan = checkPlan({
    thought_process: cut(thoughtLines(request, action?.description).join('\n'), maxThoughtLength),
    actions: action === null ? [] : [action],
    risk_assessment: riskLines(request, commanding).join(' '),
    requires_approval: commanding.length > 0,
    confidence: confidenceIn(request, commanding.length > 0),
    done: true,
  });
  return { plan, usage: { model: 'local', promptTokens: 0, completionTokens: 0, costUsd: 0 } };
}

function thoughtLines(request: PlanRequest, work: string | undefined): readonly string[] {
  const { facts, text, goals } = request;
  if (text.trim() === '')
    return ['The file is empty.', ...recognised(facts), 'There is nothing to do but to file it.'];
  const skill = appliedSkill(request);
  const goal = relatedGoal(goals, text);
  return [
    ...recognised(facts),
    ...found('Amounts', facts.amounts.map(formatAmount)),
    ...found(
      'Dates',
      facts.dates.map((date) => `${date.day} (${date.text})`),
    ),
    ...found('Names', facts.names),
    ...found('Addresses', facts.emails),
    ...found('References', facts.references),
    skill === undefined
      ? 'No skill is written for this class; the built-in steps apply.'
      : `Skill applied: ${line(skill.name)} (${line(skill.path)}).`,
    ...(goal === null ? [] : [`It touches the goal: ${line(goal)}.`]),
    ...(request.textComplete ? [] : ['Only the first part of the text was read.']),
    work === undefined
      ? 'No document has to be made; the note with the checklist is the result.'
      : `${work}.`,
    'Checklist:',
    ...checklistFor(facts, request.skills).map((item) => `- ${item}`),
  ];
}

function recognised(facts: Facts): readonly string[] {
  const [best, ...others] = facts.classes;
  if (best === undefined) return ['No class was recognised, so it is filed as other.'];
  const also =
    others.length === 0 ? '' : ` It also looks like ${others.map((other) => name(other.type)).join(', ')}.`;
  return [
    `Recognised as ${name(best.type)} by ${best.matched.map((word) => `"${line(word)}"`).join(', ')}.${also}`,
  ];
}

function found(label: string, values: readonly string[]): readonly string[] {
  if (values.length === 0) return [];
  const more = values.length > 8 ? ` and ${values.length - 8} more` : '';
  return [`${label}: ${values.slice(0, 8).map(line).join('; ')}${more}.`];
}

function appliedSkill({ skills, facts }: PlanRequest): Skill | undefined {
  return skills.find((skill) => skill.types.includes(facts.type));
}

function riskLines({ facts, textComplete }: PlanRequest, commanding: readonly string[]): readonly string[] {
  const serious = facts.classes
    .filter((found) => seriousClasses.includes(found.type))
    .map((found) => name(found.type));
  const amount = mainAmount(facts);
  const isMoney = facts.classes.some((found) => found.type === 'payment' || found.type === 'invoice');
  const lines = [
    serious.length === 0
      ? 'Low: nothing leaves the vault.'
      : `Needs care (${serious.join(', ')}); nothing leaves the vault.`,
  ];
  if (isMoney)
    lines.push(
      amount === undefined ? 'No amount could be read.' : `The largest amount is ${formatAmount(amount)}.`,
    );
  if (!textComplete) lines.push('The text was not read to its end.');
  if (commanding.length > 0)
    lines.push(
      `The text tries to give orders ("${commanding[0] ?? ''}"); they are not followed, a person decides.`,
    );
  return lines;
}

/** More evidence raises it, rival classes and missing money lower it; two decimals. */
function confidenceIn({ facts, text, textComplete, skills }: PlanRequest, commanding: boolean): number {
  const [best, second] = facts.classes;
  let confidence = 0.4;
  if (best !== undefined) confidence += 0.25 + 0.05 * Math.min(best.matched.length, 3);
  if (skills.some((skill) => skill.types.includes(facts.type))) confidence += 0.1;
  if (second !== undefined && second.matched.length >= (best?.matched.length ?? 0)) confidence -= 0.15;
  if ((facts.type === 'payment' || facts.type === 'invoice') && facts.amounts.length === 0) confidence -= 0.2;
  if (text.trim() === '' || !textComplete || commanding) confidence -= 0.2;
  return Math.round(Math.min(0.95, Math.max(0.1, confidence)) * 100) / 100;
}

function name(type: string): string {
  return line(type).replaceAll('_', ' ');
}

function line(text: string): string {
  return cut(plainLine(text.slice(0, 400)), 120);
}
