import type { Facts } from '../../shared/facts.ts';
import { type ClassTriggers, extractFacts, formatAmount } from '../extraction/index.ts';
import { evaluatePolicy } from './evaluate.ts';
import { unreadableEffect } from './money.ts';
import type { PolicyParse } from './parse.ts';
import type { AmountRule } from './schema.ts';
import type { Verdict } from './verdict.ts';

/** The rules in words, one line each, for a person. */
export function describePolicy(parse: PolicyParse): readonly string[] {
  if (parse.kind !== 'valid') return [`Everything asks: ${parse.problem}.`];
  const { policy } = parse;
  return [
    ...policy.amounts.flatMap(describeAmountRule),
    ...policy.classes.map((rule) => `${rule.id}: ${rule.classes.join(', ')} → ${rule.effect}`),
    ...policy.keywords.map((rule) => `${rule.id}: the words ${rule.words.join(', ')} → ${rule.effect}`),
    ...policy.recipients.map((rule) => `${rule.id}: ${rule.recipients.join(', ')} → ${rule.effect}`),
    ...policy.tools.map((rule) => `${rule.id}: ${rule.tools.join(', ')} → ${rule.effect}`),
    'Every other tool → ask',
  ];
}

function describeAmountRule(rule: AmountRule): readonly string[] {
  const scope = rule.classes?.join(', ') ?? 'every task';
  const limits = Object.entries(rule.thresholds).map(([currency, { ask_from, forbid_from }]) => {
    const parts = [
      ask_from === undefined ? '' : `ask from ${ask_from}`,
      forbid_from === undefined ? '' : `forbid from ${forbid_from}`,
    ];
    return `${rule.id}: ${scope}, ${currency} → ${parts.filter((part) => part !== '').join(', ')}`;
  });
  return [
    ...limits,
    `${rule.id}: ${scope}, another currency → ${rule.other_currencies}`,
    `${rule.id}: ${scope}, no readable amount → ${unreadableEffect(rule)}`,
  ];
}

/** What the policy would do with a text, and what it read in it. */
export interface PolicyTest {
  readonly facts: Facts;
  readonly verdict: Verdict;
  /** What was read, what would happen, and why: the output of `policy test FILE`. */
  readonly lines: readonly string[];
}

/** What the policy would do with a text before any plan is made. */
export function testPolicy(
  parse: PolicyParse,
  input: {
    readonly text: string;
    readonly fileName: string;
    readonly textComplete: boolean;
    readonly triggers: readonly ClassTriggers[];
    readonly now: number;
  },
): PolicyTest {
  const facts = extractFacts(input);
  const verdict = evaluatePolicy(parse, {
    facts,
    text: input.text,
    textComplete: input.textComplete,
    actions: [],
    toolRisk: () => 'external',
    planRequiresApproval: false,
  });
  return { facts, verdict, lines: [...describeFacts(facts), ...describeVerdict(verdict)] };
}

function describeFacts(facts: Facts): readonly string[] {
  const matched = facts.classes.map((found) => `${found.type} (${found.matched.join(', ')})`);
  return [
    `Class: ${matched.join('; ') || facts.type}`,
    `Amounts: ${facts.amounts.map(formatAmount).join('; ') || 'none'}`,
    ...(facts.sums.length > 0 ? [`Together: ${facts.sums.map(formatAmount).join('; ')}`] : []),
    `Recipients: ${[...facts.names, ...facts.emails].join('; ') || 'none'}`,
  ];
}

/** A verdict in words: the decision, then each rule that spoke. */
export function describeVerdict(verdict: Verdict): readonly string[] {
  return [
    `Decision: ${verdict.effect}`,
    ...verdict.reasons.map((reason) => `  ${reason.effect} by ${reason.rule}: ${reason.text}`),
  ];
}
