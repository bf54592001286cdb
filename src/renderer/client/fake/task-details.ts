import type { TaskSummary } from '../../../shared/api.ts';
import type { AuditEntry } from '../../../shared/audit.ts';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import type { Task, TaskAction } from '../../../shared/task.ts';
import { hostile, minutesAgo } from './texts.ts';

const prev = 'b2'.padEnd(64, '4');
const signature = 'kJ8x'.padEnd(86, 'q');

/** What `tasks.show` says of a row: an ordinary life, or for a hostile name one that is hostile throughout. */
export function taskDetailsOf(id: string, row: TaskSummary | undefined): ChannelResult<'tasks.show'> {
  const name = row?.file_name ?? 'weekly_numbers.csv';
  const isHostile = Object.values(hostile).some((text) => text === name);
  const isUnknown = row?.status === 'outcome_unknown';
  const text = (plain: string) => (isHostile ? name : plain);
  const task: Task = {
    task_id: id,
    type: row?.type ?? 'report_request',
    priority: 'high',
    created_at: minutesAgo(12),
    completed_at: isUnknown ? null : minutesAgo(8),
    status: row?.status ?? 'completed',
    result: row?.result ?? 'Wrote Briefings/2026-W11.md with revenue up 4 %',
    attempts: 1,
    context: {
      file_name: name,
      file_size_bytes: 4_812,
      encoding: 'utf-8',
      truncated: isHostile,
      contents: text('week,revenue,cost\n2026-W10,18240,11020\n2026-W11,18970,10890\n').repeat(
        isHostile ? 40 : 1,
      ),
    },
    plan: {
      thought_process: text(
        'The file holds two weeks of revenue and cost. A briefing with the change and its cause is asked for.',
      ),
      actions: [],
      risk_assessment: text('Low: only notes in the vault are written.'),
      requires_approval: false,
      confidence: 0.92,
      done: true,
    },
    actions: [action(id, text, isUnknown)],
    ...(isHostile
      ? {}
      : { usage: { model: 'gpt-4o-mini', prompt_tokens: 1_204, completion_tokens: 310, cost_usd: 0.0004 } }),
    note: 'Tasks/weekly_numbers.md',
    history: [
      { at: minutesAgo(12), event: 'created' },
      { at: minutesAgo(11.9), event: 'planned', detail: text('1 call in 1 round') },
      ...(isUnknown
        ? [{ at: minutesAgo(9), event: 'outcome_unknown', detail: 'stopped while the call was under way' }]
        : [{ at: minutesAgo(8), event: 'completed' }]),
    ],
  };
  return { state: isUnknown ? 'approvals' : 'completed', task, audit: lifeOf(id, isUnknown, text) };
}

function action(id: string, text: (plain: string) => string, isUnknown: boolean): TaskAction {
  return {
    id: `${id}_action_1_0`,
    server: 'vault',
    tool: 'write_note',
    arguments: {
      path: 'Briefings/2026-W11.md',
      text: text('# Week 11\n\nRevenue is up 4 %, cost down 1 %.'),
    },
    description: text('Write the briefing of the week'),
    risk: 'low',
    status: isUnknown ? 'outcome_unknown' : 'done',
    ...(isUnknown ? {} : { result: text('Written, 1,204 bytes') }),
  };
}

function lifeOf(id: string, isUnknown: boolean, text: (plain: string) => string): AuditEntry[] {
  const steps: readonly (readonly [minutes: number, action: string, result: string])[] = [
    [12, 'task_created', 'success'],
    [11.98, 'task_claimed', 'success'],
    [11.9, 'llm_reasoning', 'success'],
    [11.89, 'policy_decided', text('allow')],
    ...(isUnknown
      ? ([[9, 'outcome_unknown', 'pending']] as const)
      : ([
          [8.1, 'mcp_action_vault_write_note', 'success'],
          [8, 'task_completed', 'success'],
        ] as const)),
  ];
  return steps.map(([minutes, name, result], index) => ({
    seq: 18_390 + index,
    timestamp: minutesAgo(minutes),
    action: name,
    task_id: id,
    result,
    details: { step: index + 1 },
    error: null,
    prev,
    signature,
  }));
}

/** Files that could not be understood. */
export function quarantined(isFull: boolean): TaskSummary[] {
  const files = [
    ['scan_0311.txt', 'The text is not valid UTF-8, nor any encoding that could be recognised'],
    ['ledger_export.json', 'It is larger than 100 MB'],
    ...(isFull ? Object.values(hostile).map((name) => [name, name] as const) : []),
  ] as const;
  return files.map(([name, reason], index) => ({
    task_id: `${name}.${index}`,
    type: 'unknown',
    priority: 'normal',
    status: 'quarantined',
    state: 'quarantine',
    created_at: minutesAgo(50 + index * 700),
    completed_at: null,
    file_name: `/home/sam/PersonalAIEmployee/watch_inbox/${name}`,
    result: reason,
  }));
}
