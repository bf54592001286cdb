import type { ChannelParams } from '../../../shared/ipc/contract.ts';

/** What narrows the entries down. */
export interface AuditFilters {
  readonly text: string;
  readonly kind: AuditKind;
  readonly period: AuditPeriod;
  /** `YYYY-MM-DD`, or empty; they count for the period `dates`. */
  readonly since: string;
  readonly until: string;
  readonly task: string | undefined;
}

export const noAuditFilters: AuditFilters = {
  text: '',
  kind: 'any',
  period: 'any',
  since: '',
  until: '',
  task: undefined,
};

/** Kinds of actions, as the beginning of their names. */
const actionsOf = {
  any: undefined,
  hitl: 'hitl_*',
  calls: 'mcp_action_*',
  model: 'llm_*',
  tasks: 'task_*',
  policy: 'policy_*',
  trail: 'audit_*',
  recovery: 'recovery_*',
} as const;

export type AuditKind = keyof typeof actionsOf;
export const auditKinds = Object.keys(actionsOf) as readonly AuditKind[];

const daysOf = { any: undefined, today: 1, week: 7, month: 30, dates: undefined } as const;
export type AuditPeriod = keyof typeof daysOf;
export const auditPeriods = Object.keys(daysOf) as readonly AuditPeriod[];

export type AuditQuestion = Omit<ChannelParams<'audit.query'>, 'before_seq' | 'limit'>;

const dayMs = 86_400_000;

export function auditQuestion(filters: AuditFilters, now: Date): AuditQuestion {
  const { text, kind, task, period } = filters;
  const days = daysOf[period];
  const since = days === undefined ? filters.since : dayOf(new Date(now.getTime() - (days - 1) * dayMs));
  const isDated = period === 'dates' || days !== undefined;
  // The trail counts a day as not reached any more: the last day asked for belongs to the answer.
  const until =
    period === 'dates' && filters.until
      ? dayOf(new Date(Date.parse(`${filters.until}T00:00:00Z`) + dayMs))
      : '';
  const action = actionsOf[kind];
  return {
    ...(text.trim() && { text: text.trim().slice(0, 200) }),
    ...(action && { action }),
    ...(task !== undefined && { task }),
    ...(isDated && since && { since }),
    ...(until && { until }),
  };
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
