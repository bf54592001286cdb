import { type Clock, delay } from '../core/clock/index.ts';
import type { Api, CommandParams, TaskSummary } from '../shared/api.ts';

const pageRows = 500;
const askAgainMs = 100;

/** The newest `limit` tasks that match, once every task was looked at. */
export async function searchTasks(
  api: Api,
  clock: Clock,
  question: Omit<CommandParams<'tasks.query'>, 'offset' | 'limit'>,
  limit: number,
): Promise<readonly TaskSummary[]> {
  const ask = (offset: number) =>
    api.call('tasks.query', { ...question, offset, limit: Math.min(pageRows, limit - offset) });
  let page = await ask(0);
  while (!page.complete) {
    await delay(clock, askAgainMs);
    page = await ask(0);
  }
  const rows = [...page.rows];
  while (rows.length < Math.min(limit, page.total) && page.rows.length > 0) {
    page = await ask(rows.length);
    rows.push(...page.rows);
  }
  return rows;
}
