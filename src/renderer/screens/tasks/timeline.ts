import type { AuditEntry } from '../../../shared/audit.ts';
import type { Task, TaskHistory } from '../../../shared/task.ts';

/** Something that happened to a task: what the trail proves, what the task file says of it, or both. */
export interface Step {
  readonly key: string;
  /** RFC 3339; `null` when the file does not say. */
  readonly at: string | null;
  /** Name of the audit action, or of an event that only the task file knows. */
  readonly name: string;
  readonly detail: string | undefined;
  /** How it ended, where that is more than success. */
  readonly result: string | undefined;
  readonly error: string | undefined;
  /** The entry behind it. */
  readonly entry: AuditEntry | undefined;
  /** Since the step before; `undefined` for the first one and where a clock jumped back. */
  readonly afterMs: number | undefined;
}

/** Which entries prove an event of the task file. */
const provenBy: Readonly<Record<string, readonly string[]>> = {
  created: ['task_created'],
  claimed: ['task_claimed'],
  planned: ['local_reasoning', 'llm_reasoning'],
  returned: ['task_returned'],
  retried: ['task_retried'],
  approval_requested: ['hitl_approval_requested'],
  approved: ['hitl_approval_granted'],
  changes_requested: ['hitl_approval_denied'],
  outcome_unknown: ['outcome_unknown'],
  outcome_resolved: ['outcome_resolved'],
  completed: ['task_completed'],
  failed: ['task_completed'],
  rejected: ['task_completed'],
  expired: ['task_completed'],
};

type Loose = Omit<Step, 'afterMs'>;

/** What happened to a task, oldest first: the entries of the trail in their order, and between them what they leave out. */
export function timelineOf(task: Task, audit: readonly AuditEntry[]): readonly Step[] {
  const steps: Loose[] = audit.map((entry) => ({
    key: `entry-${entry.seq}`,
    at: entry.timestamp,
    name: entry.action,
    detail: undefined,
    result: entry.result === 'success' ? undefined : entry.result,
    error: entry.error ?? undefined,
    entry,
  }));
  const proven = new Set<string>();
  for (const [index, event] of (task.history ?? []).entries()) {
    const names = provenBy[event.event] ?? [];
    const at = steps.findIndex((step) => names.includes(step.name) && !proven.has(step.key));
    const step = steps[at];
    if (step === undefined) insert(steps, unproven(event, index));
    else {
      proven.add(step.key);
      steps[at] = { ...step, detail: event.detail };
    }
  }
  return steps.map((step, index) => ({ ...step, afterMs: between(steps[index - 1]?.at, step.at) }));
}

function unproven({ at, event, detail }: TaskHistory, index: number): Loose {
  const name = provenBy[event]?.[0] ?? event;
  return {
    key: `event-${index}`,
    at,
    name,
    detail,
    result: undefined,
    error: undefined,
    entry: undefined,
  };
}

/** Before the first later step: the trail keeps its own order, whatever clocks said. */
function insert(steps: Loose[], step: Loose): void {
  const later = steps.findIndex(({ at }) => at !== null && step.at !== null && at > step.at);
  steps.splice(later === -1 ? steps.length : later, 0, step);
}

function between(from: string | null | undefined, to: string | null): number | undefined {
  if (from === null || from === undefined || to === null) return undefined;
  const elapsed = Date.parse(to) - Date.parse(from);
  return elapsed >= 0 ? elapsed : undefined;
}
