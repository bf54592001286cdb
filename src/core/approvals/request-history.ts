import { type ApprovalRequest, approvalRequestSchema } from '../../shared/approval.ts';
import type { AuditEntry } from '../../shared/audit.ts';
import type { Task } from '../../shared/task.ts';
import { type AuditTrail, auditSince } from '../audit/index.ts';
import { type Decision, decisionIn } from './decision.ts';
import type { Milestone } from './schedule.ts';

/** What the trail tells about a task's last request. */
export interface RequestHistory {
  readonly request: ApprovalRequest;
  /** Signed, but maybe not acted on yet. */
  readonly decision: Decision | undefined;
  readonly reached: ReadonlySet<Milestone>;
}

/** The last request among a task's entries, oldest first. */
export function signedRequest(entries: readonly AuditEntry[]): ApprovalRequest | undefined {
  const asked = entries.findLast(({ action }) => action === 'hitl_approval_requested');
  const request = approvalRequestSchema.safeParse(asked?.details.request);
  return request.success ? request.data : undefined;
}

/** The last request among a task's entries (oldest first) and what came after it; `undefined` when none was signed. */
export function requestHistory(entries: readonly AuditEntry[]): RequestHistory | undefined {
  const request = signedRequest(entries);
  if (request === undefined) return undefined;
  const since = entries.slice(
    1 + entries.findLastIndex(({ action }) => action === 'hitl_approval_requested'),
  );
  const decision = since.map((entry) => decisionIn(entry, request)).find((found) => found !== undefined);
  const reached = new Set<Milestone>();
  for (const { action, details } of since) {
    if (action === 'hitl_approval_reminded')
      reached.add(details.milestone === 'alert' ? 'alert' : 'reminder');
  }
  return { request, decision, reached };
}

/** The entries about requests of many tasks, by task and oldest first, with one look at the trail. */
export async function requestEntries(
  trail: AuditTrail,
  tasks: readonly Task[],
): Promise<ReadonlyMap<string | null, readonly AuditEntry[]>> {
  if (tasks.length === 0) return new Map();
  const days = tasks.map(auditSince);
  const sinceMs = days.includes(undefined)
    ? undefined
    : Math.min(...days.map((day) => Date.parse(day ?? '')));
  const since = sinceMs === undefined ? {} : { sinceMs };
  const entries = await trail.query({ action: 'hitl_approval_*', ...since });
  const resolved = await trail.query({ action: 'outcome_resolved', ...since });
  return Map.groupBy(
    [...entries, ...resolved].toSorted((a, b) => a.seq - b.seq),
    ({ task_id }) => task_id,
  );
}
