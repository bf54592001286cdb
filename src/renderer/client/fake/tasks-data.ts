import type { TaskSummary } from '../../../shared/api.ts';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { hostile, minutesAgo } from './texts.ts';

const files = [
  ['acme_invoice_march.txt', 'invoice', 'Filed the invoice under Tasks/ and asked before paying'],
  ['meeting_request.txt', 'email', 'Drafted a reply that proposes Thursday 15:00'],
  ['weekly_numbers.csv', 'report_request', 'Wrote Briefings/2026-W11.md with revenue up 4 %'],
  ['lease_renewal.md', 'contract', 'Summarised 9 clauses, flagged the notice period'],
  ['todo_for_friday.txt', 'other', 'Added 6 items to Tasks/Friday.md'],
] as const;

/** The newest ones are still under way. */
const underWay = [
  ['inbox', 'pending', null],
  ['pending', 'pending', null],
  ['approvals', 'awaiting_approval', null],
  ['approvals', 'outcome_unknown', null],
] as const;

function row(index: number, name: string, type: string, result: string): TaskSummary {
  const failed = index % 17 === 5;
  return {
    task_id: `20260312T${String(90_000 - index).padStart(6, '0')}000Z-${name.split('.')[0]?.slice(0, 40)}-${(index * 7919).toString(16).padStart(6, '0')}`,
    type,
    priority: index % 4 === 0 ? 'high' : 'normal',
    status: failed ? 'failed' : 'completed',
    state: 'completed',
    created_at: minutesAgo(index * 7 + 6),
    completed_at: minutesAgo(index * 7 + 4),
    file_name: name,
    result: failed ? 'The model did not answer within 60 s' : result,
  };
}

export function tasksOf(count: number, withHostile: boolean): readonly TaskSummary[] {
  const hostileRows = withHostile
    ? Object.values(hostile).map((text, index) => row(index, text, text, text))
    : [];
  const plain = Array.from({ length: Math.max(0, count - hostileRows.length) }, (_, index) => {
    const [name, type, result] = files[index % files.length] ?? files[0];
    return row(index + hostileRows.length, name, type, result);
  });
  return [...plain.slice(0, underWay.length), ...hostileRows, ...plain.slice(underWay.length)]
    .slice(0, count)
    .map((task, index) => {
      const [state, status, completed_at] = underWay[index] ?? [];
      return state === undefined ? task : { ...task, state, status, completed_at, result: null };
    });
}

/** A page as the employee answers it: filters and text narrow it down, newest first. */
export function pageOf(
  rows: readonly TaskSummary[],
  query: {
    text?: string | undefined;
    states?: readonly string[] | undefined;
    statuses?: readonly string[] | undefined;
    types?: readonly string[] | undefined;
    priorities?: readonly string[] | undefined;
    offset?: number | undefined;
    limit?: number | undefined;
  },
): ChannelResult<'tasks.query'> {
  const words = (query.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const isIn = (wanted: readonly string[] | undefined, value: string) =>
    wanted === undefined || wanted.length === 0 || wanted.includes(value);
  const found = rows.filter((task) => {
    return (
      isIn(query.states, task.state) &&
      isIn(query.statuses, task.status) &&
      isIn(query.types, task.type) &&
      isIn(query.priorities, task.priority) &&
      (words.length === 0 || words.every((word) => textOf(task).includes(word)))
    );
  });
  const { offset = 0, limit = 100 } = query;
  return { rows: found.slice(offset, offset + limit), total: found.length, complete: true };
}

function textOf({ task_id, file_name, type, result }: TaskSummary): string {
  return `${task_id} ${file_name} ${type} ${result}`.toLowerCase();
}
