import { z } from 'zod';
import type { AuditEntry } from '../audit/index.ts';
import type { SettledLine } from './ledger-lines.ts';
import { microUsd } from './money.ts';

const amount = z.number().nonnegative().catch(0);

/** What an `llm_reasoning` entry says of its call. Members that are missing count as nothing, and the cost as a lower bound. */
const detailsSchema = z.looseObject({
  call_id: z.string().nullable().catch(null),
  model: z.string().catch('unknown'),
  prompt_tokens: amount,
  completion_tokens: amount,
  cost_usd: amount,
  cost_is_lower_bound: z.boolean().catch(true),
});

/** The ledger's line of an `llm_reasoning` entry. */
export function settledBy({ timestamp, task_id: task, details }: AuditEntry): SettledLine {
  const said = detailsSchema.parse(details);
  return {
    kind: 'settled',
    id: said.call_id,
    day: timestamp.slice(0, 10),
    task: task ?? '',
    model: said.model,
    calls: 1,
    prompt_tokens: Math.round(said.prompt_tokens),
    completion_tokens: Math.round(said.completion_tokens),
    micro_usd: microUsd(said.cost_usd),
    unpriced: said.cost_is_lower_bound,
  };
}
