import type { TaskSummary } from '../../shared/api.ts';
import type { AuditEntry } from '../../shared/audit.ts';
import type { Task, TaskState } from '../../shared/task.ts';
import { auditLine } from './audit-view.ts';
import { dollars, localMinute } from './format.ts';
import type { Output } from './output.ts';
import { pairs, table } from './table.ts';
import { exactJson, plain, plainLines } from './text.ts';

/** `employee tasks list` for a person. */
export function taskListLines(tasks: readonly TaskSummary[], output: Output): readonly string[] {
  if (tasks.length === 0) return ['No tasks.'];
  const rows = tasks.map((task) => [
    plain(task.task_id),
    task.state === 'completed' ? plain(task.status) : task.state,
    plain(task.type),
    plain(task.priority),
    task.created_at === null ? '' : localMinute(task.created_at),
    plain(task.result ?? ''),
  ]);
  const columns = [
    { title: 'ID', shrinksTo: 20 },
    { title: 'STATE' },
    { title: 'TYPE' },
    { title: 'PRIORITY' },
    { title: 'CREATED' },
    { title: 'RESULT', shrinksTo: 10 },
  ];
  const [head = '', ...lines] = table(columns, rows, output.width);
  return [output.style('dim', head), ...lines];
}

/** What `tasks show` is given. */
export interface ShownTask {
  readonly state: TaskState;
  readonly task: Task;
  readonly audit: readonly AuditEntry[];
}

/** `employee tasks show` for a person. */
export function taskLines({ state, task, audit }: ShownTask, output: Output): readonly string[] {
  const { context, plan, usage } = task;
  return [
    ...pairs([
      ['Task', output.style('bold', plain(task.task_id))],
      [
        'State',
        [state, task.status && task.status !== state ? plain(task.status) : ''].filter(Boolean).join(', '),
      ],
      ...row('Type', task.type),
      ...row('Priority', task.priority),
      ...row('File', context?.file_path ?? context?.file_name),
      ...row('Created', task.created_at && localMinute(task.created_at)),
      ...row('Finished', task.completed_at ? localMinute(task.completed_at) : undefined),
      ...row('Result', task.result ?? undefined),
      ...row('Note', task.note),
      ...row('Supersedes', task.supersedes),
      ...row('Cost', usage && `${dollars(usage.cost_usd, false)} (${usage.model})`),
    ]),
    ...section('Text', [
      ...plainLines(context?.contents ?? ''),
      ...(context?.truncated ? ['… (the file is longer)'] : []),
    ]),
    ...section('Thought', plainLines(plan?.thought_process ?? '')),
    ...section('Actions', (task.actions ?? []).flatMap(actionLines)),
    ...section(
      'Audit',
      audit.map((entry) => auditLine(entry, output)),
    ),
  ];
}

function actionLines(action: NonNullable<Task['actions']>[number]): readonly string[] {
  const result = action.result === undefined ? '' : `: ${plain(action.result)}`;
  return [
    `${plain(`${action.server} ${action.tool}`)}, ${action.status}${result}`,
    `  ${plain(action.description)}`,
    `  ${exactJson(action.arguments)}`,
  ];
}

function row(label: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined || value === '' ? [] : [[label, plain(value)]];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  const isEmpty = lines.every((line) => line.trim() === '');
  return isEmpty ? [] : ['', title, ...lines.map((line) => `  ${line}`.trimEnd())];
}
