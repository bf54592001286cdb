import type { Amount, Facts } from '../../shared/facts.ts';
import type { PlannedAction } from '../../shared/plan.ts';
import { extractFacts, fallbackType, findPhrases, phraseFinder } from '../extraction/index.ts';
import { argumentText, workspacePathProblem } from './arguments.ts';
import { judgeAmounts, judgeSums } from './money.ts';
import type { PolicyParse } from './parse.ts';
import type { Policy } from './schema.ts';
import { judgeTool, matchesGlob, type ToolRisk } from './tools.ts';
import { vaultPathProblem } from './vault-path.ts';
import {
  type ApprovalType,
  orderReasons,
  type Reason,
  stricterEffect,
  type Urgency,
  type Verdict,
} from './verdict.ts';

/** A plan and what it was made from. */
export interface PolicyInput {
  readonly facts: Facts;
  /** The whole text of the task, up to 1 MiB. */
  readonly text: string;
  readonly textComplete: boolean;
  readonly actions: readonly PlannedAction[];
  readonly toolRisk: (action: PlannedAction) => ToolRisk;
  /** The plan's own `requires_approval`: it raises, it never lowers. */
  readonly planRequiresApproval: boolean;
  /** The task file's own `hitl_required`: it raises, it never lowers. */
  readonly taskRequiresApproval?: boolean;
  /** Absolute paths of the workspace and the vault: no argument may point into them. */
  readonly workspaceRoots?: readonly string[];
}

/**
 * What may be done with a plan. The strictest reason wins: forbid over ask over allow.
 *
 * Arguments are read like the text, so that a plan hides no amount, keyword or recipient. Without a usable
 * policy everything asks. Guards that no rule can lift: paths, unread text, the plan's own wish to ask.
 */
export function evaluatePolicy(parse: PolicyParse, input: PolicyInput): Verdict {
  const reading = readPlan(input);
  const reasons = [...guards(input, reading)];
  if (parse.kind === 'valid') reasons.push(...judge(parse.policy, input, reading));
  else
    reasons.push({
      rule: `policy-${parse.kind}`,
      effect: 'ask',
      text: `${parse.problem}, so everything asks`,
    });
  const ordered = orderReasons(reasons);
  return {
    effect: ordered.reduce<Verdict['effect']>(
      (effect, reason) => stricterEffect(effect, reason.effect),
      'allow',
    ),
    reasons: ordered,
    approvalType: approvalTypeOf(input, reading),
    urgency: urgencyOf(input, ordered),
    degraded: parse.kind !== 'valid',
  };
}

interface PlanReading {
  readonly text: string;
  readonly complete: boolean;
  readonly amounts: readonly Amount[];
  readonly emails: readonly string[];
  /** What the arguments of calls that leave the vault say. */
  readonly outward: Facts;
}

function readPlan(input: PolicyInput): PlanReading {
  const inward = input.actions.filter((action) => input.toolRisk(action) === 'builtin_vault');
  const outward = input.actions.filter((action) => input.toolRisk(action) !== 'builtin_vault');
  const inwardText = argumentText(inward.map((action) => action.arguments));
  const outwardText = argumentText(outward.map((action) => action.arguments));
  const inwardFacts = factsOf(inwardText.text);
  const outwardFacts = factsOf(outwardText.text);
  return {
    text: `${inwardText.text}\n${outwardText.text}`,
    complete: inwardText.complete && outwardText.complete,
    amounts: [...input.facts.amounts, ...inwardFacts.amounts],
    emails: [...input.facts.emails, ...inwardFacts.emails, ...outwardFacts.emails],
    outward: outwardFacts,
  };
}

const noFacts: Facts = {
  type: fallbackType,
  classes: [],
  amounts: [],
  sums: [],
  dates: [],
  names: [],
  emails: [],
  references: [],
};

function factsOf(text: string): Facts {
  if (text === '') return noFacts;
  return extractFacts({ text, fileName: '', triggers: [], now: 0 });
}

/** Built in; the block cannot lift them. */
function guards(input: PolicyInput, reading: PlanReading): readonly Reason[] {
  const reasons: Reason[] = [];
  if (!input.textComplete) {
    reasons.push({
      rule: 'text-incomplete',
      effect: 'ask',
      text: 'the text is longer than 1 MiB and was not read to its end',
    });
  }
  if (!reading.complete) {
    reasons.push({
      rule: 'arguments-incomplete',
      effect: 'ask',
      text: 'the planned arguments are too large to be read whole',
    });
  }
  if (input.planRequiresApproval) {
    reasons.push({ rule: 'plan-asks', effect: 'ask', text: 'the plan itself asks for approval' });
  }
  if (input.taskRequiresApproval) {
    reasons.push({
      rule: 'task-asks',
      effect: 'ask',
      text: 'it is marked for a person to decide (hitl_required)',
    });
  }
  for (const action of input.actions) {
    const problem =
      input.toolRisk(action) === 'builtin_vault'
        ? vaultArgumentProblem(action)
        : outwardPathProblem(action, input);
    if (problem !== null) reasons.push({ rule: 'protected-paths', effect: 'forbid', text: problem });
  }
  return reasons;
}

function vaultArgumentProblem(action: PlannedAction): string | null {
  const problem = vaultPathProblem(action.arguments.path);
  return problem === null ? null : `a note cannot be written: ${problem}`;
}

function outwardPathProblem(action: PlannedAction, input: PolicyInput): string | null {
  for (const text of argumentText(action.arguments).strings) {
    const problem = workspacePathProblem(text, input.workspaceRoots ?? []);
    if (problem !== null) return problem;
  }
  return null;
}

function judge(policy: Policy, input: PolicyInput, reading: PlanReading): readonly Reason[] {
  const classes = classesOf(input.facts, reading.outward);
  const wholeText = `${input.text}\n${reading.text}`;
  return [
    ...policy.classes.flatMap((rule) =>
      rule.classes
        .filter((type) => classes.has(type))
        .map(
          (type): Reason => ({
            rule: rule.id,
            effect: rule.effect,
            text: `the task is about ${type.replaceAll('_', ' ')}`,
          }),
        ),
    ),
    ...policy.amounts.flatMap((rule) =>
      judgeAmounts(
        rule,
        reading.amounts,
        reading.outward.amounts,
        (rule.classes ?? [...classes]).some((type) => classes.has(type)),
      ),
    ),
    ...policy.amounts.flatMap((rule) =>
      judgeSums(
        rule,
        (rule.classes ?? [...classes]).some((type) => classes.has(type))
          ? [...input.facts.sums, ...reading.outward.sums]
          : reading.outward.sums,
      ),
    ),
    ...policy.keywords.flatMap((rule) =>
      findPhrases(wholeText, rule.words).map(
        (found): Reason => ({ rule: rule.id, effect: rule.effect, text: `it says ${JSON.stringify(found)}` }),
      ),
    ),
    ...policy.recipients.flatMap((rule) =>
      recipientsFound(rule.recipients, wholeText, reading.emails).map(
        (found): Reason => ({
          rule: rule.id,
          effect: rule.effect,
          text: `it concerns ${JSON.stringify(found)}`,
        }),
      ),
    ),
    ...input.actions.flatMap((action) => judgeTool(policy, action, input.toolRisk(action))),
  ];
}

function classesOf(...facts: readonly Facts[]): ReadonlySet<string> {
  return new Set(facts.flatMap((one) => [one.type, ...one.classes.map((found) => found.type)]));
}

/** An address (`a@b.com`, `*@b.com`), a domain with its subdomains (`b.com`), or a name as whole words. */
function recipientsFound(
  wanted: readonly string[],
  text: string,
  emails: readonly string[],
): readonly string[] {
  return wanted.filter((recipient) => {
    const plain = recipient.toLowerCase();
    if (plain.includes('@')) return emails.some((email) => matchesGlob(plain, email));
    if (/^[^\s]+\.[^\s]{2,}$/.test(plain)) {
      const named = emails.some((email) => email.endsWith(`@${plain}`) || email.endsWith(`.${plain}`));
      if (named) return true;
    }
    return findPhrases(text, [recipient]).length > 0;
  });
}

function approvalTypeOf(input: PolicyInput, reading: PlanReading): ApprovalType {
  const classes = classesOf(input.facts, reading.outward);
  const outward = input.actions.filter((action) => input.toolRisk(action) !== 'builtin_vault');
  const named = (pattern: RegExp) =>
    outward.some((action) => pattern.test(`${action.server} ${action.tool}`));
  if (classes.has('payment') || classes.has('invoice') || reading.outward.amounts.length > 0)
    return 'financial';
  if (classes.has('deletion') || named(/delete|remove|drop|exec|shell|install|config/i))
    return 'system_change';
  if (named(/mail|send|post|message|sms|slack|tweet|publish|reply/i)) return 'communication';
  if (outward.length > 0)
    return outward.every((action) => input.toolRisk(action) === 'read_only') ? 'data_sharing' : 'other';
  return classes.has('email') || classes.has('social_post') ? 'communication' : 'other';
}

const findUrgentWords = phraseFinder([
  'urgent',
  'urgently',
  'asap',
  'immediately',
  'dringend',
  'sofort',
  'فوری',
  'urgente',
]);

function urgencyOf(input: PolicyInput, reasons: readonly Reason[]): Urgency {
  if (findUrgentWords(input.text).length > 0) return 'high';
  const asking = reasons.filter((reason) => reason.effect !== 'allow');
  return asking.length > 0 && asking.every((reason) => reason.rule === 'plan-asks') ? 'low' : 'normal';
}
