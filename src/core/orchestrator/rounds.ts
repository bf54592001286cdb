import canonicalize from 'canonicalize';
import type { Plan, PlannedAction } from '../../shared/plan.ts';
import type { Task, TaskAction } from '../../shared/task.ts';
import type { PlanUsage } from '../reasoning/index.ts';

const maxResultLength = 20_000;
const maxResults = 200;
/** The same step may be needed again once; after that nothing new comes of it. */
const sameStepTimes = 2;

/** The task with what its read-only calls answered, each once; kept in its file, so that a restart forgets no round. */
export function withResults(task: Task, ran: readonly TaskAction[], isReadOnly: ReadOnlyTest): Task {
  const known = new Set((task.earlier ?? []).map(({ id }) => id));
  const results = ran
    .filter((action) => isReadOnly(action) && !known.has(action.id))
    .map(({ id, server, tool, arguments: args, result }) => ({
      id,
      server,
      tool,
      arguments: args,
      result: (result ?? '').slice(0, maxResultLength).toWellFormed(),
    }));
  return { ...task, earlier: [...(task.earlier ?? []), ...results].slice(-maxResults) };
}

/** Whether another round follows a plan: it is not done, and a read-only call of it has something to tell. */
export function goesOn(plan: Plan, isReadOnly: ReadOnlyTest): boolean {
  return !plan.done && plan.actions.some(isReadOnly);
}

/** Whether a plan asks only for what was answered that often already. */
export function repeatsItself({ earlier = [] }: Task, { actions, done }: Plan): boolean {
  if (done || actions.length === 0) return false;
  return actions.every(
    (action) => earlier.filter((former) => stepOf(former) === stepOf(action)).length >= sameStepTimes,
  );
}

/** The task with what its planning cost so far. */
export function withUsage(task: Task, { model, promptTokens, completionTokens, costUsd }: PlanUsage): Task {
  const before = task.usage;
  return {
    ...task,
    usage: {
      model,
      prompt_tokens: (before?.prompt_tokens ?? 0) + promptTokens,
      completion_tokens: (before?.completion_tokens ?? 0) + completionTokens,
      cost_usd: Math.round(((before?.cost_usd ?? 0) + costUsd) * 1e6) / 1e6,
    },
  };
}

type ReadOnlyTest = (action: Pick<PlannedAction, 'server' | 'tool'>) => boolean;

function stepOf({ server, tool, arguments: args }: Omit<PlannedAction, 'description'>): string {
  return canonicalize([server, tool, args]) ?? '';
}
