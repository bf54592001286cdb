import type { CostReport } from '../../shared/commands/cost.ts';
import { utcDay } from '../clock/index.ts';
import type { Caps } from './budget.ts';
import type { CostLedger } from './cost-ledger.ts';
import { type MicroUsd, usd } from './money.ts';

const dayMs = 86_400_000;

/** What `employee cost` says: the last `days` UTC days, the newest first, and what is left of the caps. */
export function costReport(ledger: CostLedger, caps: Caps, nowMs: number, days: number): CostReport {
  const today = utcDay(nowMs);
  const reserved = ledger.reservedMicroUsd;
  const ofDay = ledger.ofDay(today).microUsd;
  const ofMonth = ledger.ofMonth(today.slice(0, 7));
  return {
    days: Array.from({ length: days }, (_, back) => dayOf(ledger, utcDay(nowMs - back * dayMs))),
    budget: {
      day_usd: usd(caps.day),
      day_left_usd: usd(left(caps.day, ofDay + reserved)),
      month_usd: caps.month === null ? null : usd(caps.month),
      month_left_usd: caps.month === null ? null : usd(left(caps.month, ofMonth + reserved)),
      month_spent_usd: usd(ofMonth),
      task_usd: caps.task === null ? null : usd(caps.task),
      reserved_usd: usd(reserved),
    },
  };
}

function dayOf(ledger: CostLedger, date: string): CostReport['days'][number] {
  const sum = ledger.ofDay(date);
  const models = [...ledger.modelsOf(date)].filter(([, model]) => model.calls > 0);
  return {
    date,
    ...written(sum),
    by_model: Object.fromEntries(models.map(([name, model]) => [name, written(model)])),
  };
}

function written({
  calls,
  promptTokens,
  completionTokens,
  microUsd,
  isLowerBound,
}: ReturnType<CostLedger['ofDay']>) {
  return {
    calls,
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    cost_usd: usd(microUsd),
    lower_bound: isLowerBound,
  };
}

function left(cap: MicroUsd, spent: MicroUsd): MicroUsd {
  return Math.max(0, cap - spent);
}
