import type { Amount } from '../../shared/facts.ts';
import { exponentOf, formatAmount } from '../extraction/index.ts';
import type { AmountRule } from './schema.ts';
import { type Effect, orderReasons, type Reason } from './verdict.ts';

/**
 * What an amount rule says: each amount is held against its own currency's limits, at or above counts.
 *
 * `isFor` tells whether the rule is for this task; amounts in the arguments of an outward call always count.
 */
export function judgeAmounts(
  rule: AmountRule,
  amounts: readonly Amount[],
  outward: readonly Amount[],
  isFor: boolean,
): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const amount of largestPerCurrency(isFor ? [...amounts, ...outward] : outward)) {
    reasons.push(judgeAmount(rule, amount));
  }
  if (isFor && amounts.length === 0 && outward.length === 0) {
    reasons.push({ rule: rule.id, effect: unreadableEffect(rule), text: 'no amount could be read' });
  }
  return orderReasons(reasons);
}

/**
 * What an amount rule says to the sums of a text, or of the arguments of outward calls: several small payments ask like one large
 * payment. A sum never forbids, because a text may well name the same money twice.
 */
export function judgeSums(rule: AmountRule, sums: readonly Amount[]): readonly Reason[] {
  return largestPerCurrency(sums).flatMap((sum) => {
    const { ask_from, forbid_from } = limitsFor(rule, sum.currency) ?? {};
    const limit = ask_from ?? forbid_from;
    if (limit === undefined || sum.minorUnits < toMinor(limit, sum.currency)) return [];
    const shown = formatAmount({ ...sum, minorUnits: toMinor(limit, sum.currency) });
    const text = `the amounts add up to ${formatAmount(sum)}, which is at or above ${shown}`;
    return [{ rule: rule.id, effect: 'ask', text }];
  });
}

/** A rule for payments wants to know the sum; one for every task cannot ask whenever no money is named. */
export function unreadableEffect(rule: AmountRule): Effect {
  return rule.unreadable ?? (rule.classes === undefined ? 'allow' : 'ask');
}

function judgeAmount(rule: AmountRule, amount: Amount): Reason {
  const shown = formatAmount(amount);
  const limits = limitsFor(rule, amount.currency);
  if (limits === undefined) {
    return {
      rule: rule.id,
      effect: rule.other_currencies,
      text: `${shown}: there is no limit for this currency`,
    };
  }
  const reaches = (units: number | undefined) =>
    units !== undefined && amount.minorUnits >= toMinor(units, amount.currency);
  const limit = (units: number | undefined) =>
    formatAmount({
      currency: amount.currency,
      exponent: amount.exponent,
      minorUnits: toMinor(units ?? 0, amount.currency),
    });
  if (reaches(limits.forbid_from)) {
    return {
      rule: rule.id,
      effect: 'forbid',
      text: `${shown} is at or above the ceiling of ${limit(limits.forbid_from)}`,
    };
  }
  if (reaches(limits.ask_from)) {
    return { rule: rule.id, effect: 'ask', text: `${shown} is at or above ${limit(limits.ask_from)}` };
  }
  return { rule: rule.id, effect: 'allow', text: `${shown} is below the limits` };
}

function limitsFor(rule: AmountRule, currency: string): AmountRule['thresholds'][string] | undefined {
  return Object.hasOwn(rule.thresholds, currency) ? rule.thresholds[currency] : undefined;
}

/** Rounded down, so that a limit never lies above what the person wrote. */
function toMinor(units: number, currency: string): number {
  const scaled = units * 10 ** exponentOf(currency);
  const nearest = Math.round(scaled);
  return Math.abs(scaled - nearest) < 1e-6 ? nearest : Math.floor(scaled);
}

function largestPerCurrency(amounts: readonly Amount[]): readonly Amount[] {
  const largest = new Map<string, Amount>();
  for (const amount of amounts) {
    const known = largest.get(amount.currency);
    if (known === undefined || amount.minorUnits > known.minorUnits) largest.set(amount.currency, amount);
  }
  return [...largest.values()];
}
