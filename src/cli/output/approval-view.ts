import type { ApprovalSummary } from '../../shared/api.ts';
import type { ApprovalAction, ApprovalRequest, ApprovalType } from '../../shared/approval.ts';
import { count } from '../../shared/count.ts';
import type { Task } from '../../shared/task.ts';
import { duration, localMinute } from './format.ts';
import type { Output } from './output.ts';
import { table } from './table.ts';
import { exactJson, plain, plainLines, visible } from './text.ts';

const typeWords: Readonly<Record<ApprovalType, string>> = {
  financial: 'It is about money.',
  communication: 'It writes to someone.',
  data_sharing: 'It gives data away.',
  system_change: 'It changes a system.',
  outcome_unknown: 'It was interrupted: nobody knows whether the last step happened.',
  other: '',
};

/** `employee approvals list` for a person. */
export function approvalListLines(
  requests: readonly ApprovalSummary[],
  output: Output,
  nowMs: number,
): readonly string[] {
  if (requests.length === 0) return ['Nothing waits for your approval.'];
  const rows = requests.map((request) => [
    plain(request.task_id),
    request.urgency,
    timeLeft(request.expires_at, nowMs),
    request.actions.map((action) => plain(`${action.server} ${action.tool}`)).join(', ') || 'nothing',
    plain(request.reason),
  ]);
  const columns = [
    { title: 'ID' },
    { title: 'URGENCY' },
    { title: 'TIME LEFT' },
    { title: 'WILL RUN', shrinksTo: 12 },
    { title: 'WHY IT ASKS', shrinksTo: 11 },
  ];
  const [head = '', ...lines] = table(columns, rows, output.width);
  return [output.style('dim', head), ...lines];
}

/** What `approvals show` is given. */
export interface ShownApproval {
  readonly request: ApprovalRequest;
  readonly rules: readonly { readonly id: string; readonly text: string }[];
  readonly task: Task;
}

/** `employee approvals show` for a person: what will run, why it asks, how long, and how to decide. */
export function approvalLines(shown: ShownApproval, output: Output, nowMs: number): readonly string[] {
  const { request, task } = shown;
  const id = plain(request.task_id);
  const file = task.context?.file_name;
  const decide =
    request.approval_type === 'outcome_unknown'
      ? [
          `  employee recover resolve ${id} --happened`,
          `  employee recover resolve ${id} --did-not-happen`,
          `  employee recover resolve ${id} --retry`,
        ]
      : [
          `  employee approvals approve ${id} --sha ${request.approval_sha256.slice(0, 12)}`,
          `  employee approvals reject ${id} --reason "…"`,
          'or rename the file in task_queue/approvals',
          `  ${id}.json  to  ${id}.json.approved`,
          `  ${id}.json  to  ${id}.json.rejected`,
        ];
  return [
    output.style('bold', id),
    [`It asks because ${sentence(request.reason)}`, typeWords[request.approval_type]]
      .filter(Boolean)
      .join(' '),
    ...shown.rules.map(({ id: rule, text }) => `  ${plain(rule)}: ${plain(text)}`),
    ...(file === undefined ? [] : [`It comes from the file ${plain(file)}.`]),
    `${expiry(request.expires_at, nowMs)} Without a decision nothing runs.`,
    '',
    ...actionLines(request.actions),
    ...(request.recommendation === ''
      ? []
      : [
          '',
          `The employee says: ${plain(request.recommendation)} (confidence ${Math.round(request.ai_confidence * 100)} %)`,
        ]),
    '',
    'To decide',
    ...decide,
  ];
}

/** Exactly what will run, in order. */
export function actionLines(actions: readonly ApprovalAction[]): readonly string[] {
  if (actions.length === 0) return ['If you approve, nothing runs: the task is finished as it is.'];
  return [
    `If you approve, ${actions.length === 1 ? 'this runs' : `these ${count(actions.length, 'action')} run, in this order`}:`,
    ...actions.flatMap((action, index) => [
      `  ${index + 1}. ${plain(`${action.server} ${action.tool}`)} (${action.risk} risk): ${plain(action.description)}`,
      ...Object.entries(action.arguments).flatMap(([name, value]) => argumentLines(name, value)),
    ]),
  ];
}

/** A long text on its own lines, each exactly as it is. */
function argumentLines(name: string, value: unknown): readonly string[] {
  const label = `     ${exactJson(name).slice(1, -1)}: `;
  if (typeof value !== 'string' || !value.includes('\n')) return [`${label}${exactJson(value)}`];
  return [label.trimEnd(), ...value.split('\n').map((line) => `       | ${visible(line)}`.trimEnd())];
}

function sentence(reason: string): string {
  const text = plainLines(reason).join(' ').trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function timeLeft(expiresAt: string, nowMs: number): string {
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (Number.isNaN(leftMs)) return 'unknown';
  return leftMs > 0 ? duration(leftMs) : 'expired';
}

function expiry(expiresAt: string, nowMs: number): string {
  const left = timeLeft(expiresAt, nowMs);
  if (left === 'expired') return 'It has expired.';
  return `It expires ${localMinute(expiresAt)}${left === 'unknown' ? '' : ` (in ${left})`}.`;
}
