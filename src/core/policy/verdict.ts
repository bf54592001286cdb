import type { ApprovalType as AnyApprovalType } from '../../shared/approval.ts';

/** What a rule does with a plan, from least to most strict. */
export type Effect = 'allow' | 'ask' | 'forbid';
/** What a policy can ask about: an unknown outcome is not for it to judge. */
export type ApprovalType = Exclude<AnyApprovalType, 'outcome_unknown'>;
/** How soon a person should look. */
export type Urgency = 'low' | 'normal' | 'high';

/** One rule that spoke, with its words for a person. */
export interface Reason {
  readonly rule: string;
  readonly effect: Effect;
  readonly text: string;
}

/** What the policy decided, and why; the strictest reason comes first. */
export interface Verdict {
  readonly effect: Effect;
  readonly reasons: readonly Reason[];
  readonly approvalType: ApprovalType;
  readonly urgency: Urgency;
  /** The policy block could not be used, so everything asks. */
  readonly degraded: boolean;
}

const strictness: Readonly<Record<Effect, number>> = { allow: 0, ask: 1, forbid: 2 };
const urgencies: readonly Urgency[] = ['low', 'normal', 'high'];

/** Strictest first, each once, otherwise in the order given. */
export function orderReasons(reasons: readonly Reason[]): readonly Reason[] {
  const once = new Map(reasons.map((reason) => [`${reason.effect}\n${reason.rule}\n${reason.text}`, reason]));
  return [...once.values()].sort((a, b) => strictness[b.effect] - strictness[a.effect]);
}

/** The stricter of two effects. */
export function stricterEffect(a: Effect, b: Effect): Effect {
  return strictness[a] >= strictness[b] ? a : b;
}

/**
 * The stricter of two verdicts over the same plan, with the reasons of both.
 *
 * After the policy block changes, the former and the new block both judge, until a person confirms the change.
 */
export function stricterOf(a: Verdict, b: Verdict): Verdict {
  const leading = strictness[b.effect] > strictness[a.effect] ? b : a;
  return {
    effect: leading.effect,
    reasons: orderReasons([...a.reasons, ...b.reasons]),
    approvalType: leading.approvalType,
    urgency: urgencies[Math.max(urgencies.indexOf(a.urgency), urgencies.indexOf(b.urgency))] ?? 'normal',
    degraded: a.degraded || b.degraded,
  };
}
