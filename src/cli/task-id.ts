import type { Api } from '../shared/api.ts';
import { EmployeeError } from '../shared/errors.ts';

const shown = 10;

/**
 * Does `work` with an id as typed; when no task has exactly that id, with the one id that contains it. Throws
 * `invalid_input` when several do.
 */
export async function withTaskId<T>(
  api: Api,
  typed: string,
  known: (api: Api) => Promise<readonly string[]>,
  work: (id: string) => Promise<T>,
): Promise<T> {
  try {
    return await work(typed);
  } catch (error) {
    if (!(error instanceof EmployeeError) || error.code !== 'not_found') throw error;
    const ids = [...new Set(await known(api))];
    const matches = ids.filter((id) => id.startsWith(typed));
    const [only, another] = matches.length > 0 ? matches : ids.filter((id) => id.includes(typed));
    if (only === undefined) throw error;
    if (another !== undefined)
      throw ambiguous(
        typed,
        ids.filter((id) => id.includes(typed)),
      );
    return work(only);
  }
}

/** Ids of all tasks. */
export async function taskIds(api: Api): Promise<readonly string[]> {
  return (await api.call('tasks.list', { limit: 100_000 })).map((task) => task.task_id);
}

/** Ids of all waiting requests. */
export async function approvalIds(api: Api): Promise<readonly string[]> {
  return (await api.call('approvals.list', {})).map((request) => request.task_id);
}

function ambiguous(typed: string, matches: readonly string[]): EmployeeError {
  const more = matches.length > shown ? ` and ${matches.length - shown} more` : '';
  return new EmployeeError('invalid_input', {
    what: `cannot tell which task ${JSON.stringify(typed)} is`,
    why: `${matches.length} ids contain it: ${matches.slice(0, shown).join(', ')}${more}`,
    hint: 'Type more of the id',
  });
}
