import { type MicroUsd, usd } from './money.ts';

/** The most that may be spent; `null`: no cap. */
export interface Caps {
  readonly task: MicroUsd | null;
  /** Of a UTC day and a UTC month. */
  readonly day: MicroUsd;
  readonly month: MicroUsd | null;
}

/** What is spent and reserved already where the caps count. */
export interface Spent {
  readonly task: MicroUsd;
  readonly day: MicroUsd;
  readonly month: MicroUsd;
  /** What calls under way have reserved; part of the sums above. */
  readonly reserved: Readonly<Record<'task' | 'day' | 'month', MicroUsd>>;
}

/** A call that is not made because it might pass a cap. */
export interface OverBudget {
  readonly scope: 'task' | 'day' | 'month';
  readonly cap: MicroUsd;
  readonly spent: MicroUsd;
  /** Of `spent`, what calls under way have reserved: most of it is given back. */
  readonly reserved: MicroUsd;
  /** The worst case of the call. */
  readonly worst: MicroUsd;
}

/** The first cap that a call of this worst case might pass. */
export function overBudget(caps: Caps, spent: Spent, worst: MicroUsd): OverBudget | undefined {
  for (const scope of ['task', 'day', 'month'] as const) {
    const cap = caps[scope];
    if (cap !== null && spent[scope] + worst > cap)
      return { scope, cap, spent: spent[scope], reserved: spent.reserved[scope], worst };
  }
  return undefined;
}

/** Whether the call may fit once those under way have ended, as they rarely cost their worst case. */
export function mayFitLater({ cap, spent, reserved, worst }: OverBudget): boolean {
  return reserved > 0 && spent - reserved + worst <= cap;
}

/** Why the call is not made, for a person. */
export function overBudgetReason({ scope, cap, spent, worst }: OverBudget): string {
  const whose = { task: 'this task', day: 'today (UTC)', month: 'this month (UTC)' }[scope];
  return `$${usd(spent)} of the $${usd(cap)} for ${whose} are spent or reserved, and the next call may cost $${usd(worst)}`;
}

/** The most one call may ever cost; `undefined` without any cap. */
export function smallestCap({ task, day, month }: Caps): MicroUsd {
  return Math.min(day, task ?? day, month ?? day);
}
