import type { ApprovalSummary } from '../../../src/shared/api.ts';
import type { Status } from '../../../src/shared/status.ts';

const running = { status: 'running', restarts: 0, last_error: null } as const;

/** A status of an employee that has nothing to do, with what a test changes. */
export function statusWith(
  changes: Partial<Omit<Status, 'queue'>> & { readonly queue?: Partial<Status['queue']> } = {},
): Status {
  return {
    running: true,
    pid: 4711,
    uptime_s: 1,
    paused: false,
    services: { orchestrator: running, watcher: running, scheduler: running },
    cost_today_usd: 0,
    cost_is_lower_bound: false,
    last_backup: null,
    audit_head: { seq: 1, hash: '00' },
    current: null,
    workspace: '/w',
    trusted: true,
    ...changes,
    queue: {
      inbox: 0,
      pending: 0,
      approvals: 0,
      completed: 0,
      completed_today: 0,
      failed_today: 0,
      quarantine: 0,
      stuck: 0,
      outcome_unknown: 0,
      ...changes.queue,
    },
  };
}

/** A request that waits. */
export function approvalOf(taskId: string, changes: Partial<ApprovalSummary> = {}): ApprovalSummary {
  return {
    task_id: taskId,
    sentence: `Do ${taskId}`,
    reason: 'a rule asks',
    urgency: 'normal',
    created_at: '2026-02-07T09:00:00.000Z',
    expires_at: '2026-02-10T09:00:00.000Z',
    approval_type: 'other',
    actions: [],
    approval_sha256: `sha of ${taskId}`,
    low_risk: false,
    deciding: null,
    ...changes,
  };
}
