import type { ApprovalRequest } from '../../shared/approval.ts';
import type { AuditEntry } from '../../shared/audit.ts';

/**
 * `void`: the task is not there any more, so that no answer can be followed. An `Outcome` settles an unknown outcome: what a
 * person found out about a call.
 */
export type DecisionKind = 'approved' | 'rejected' | 'revised' | 'expired' | 'void' | Outcome;
/** What became of a call whose outcome was unknown, as a person found it. */
export type Outcome = 'happened' | 'did_not_happen' | 'retry';

/** A signed decision. `text` is the reason of a rejection or a void request, or the changes wanted. */
export interface Decision {
  readonly kind: DecisionKind;
  readonly request: ApprovalRequest;
  readonly text?: string | undefined;
}

/** The action of the entry that records each decision. */
export const actionOfDecision = {
  approved: 'hitl_approval_granted',
  rejected: 'hitl_approval_denied',
  revised: 'hitl_approval_denied',
  expired: 'hitl_approval_expired',
  void: 'hitl_approval_voided',
  happened: 'outcome_resolved',
  did_not_happen: 'outcome_resolved',
  retry: 'outcome_resolved',
} as const satisfies Record<DecisionKind, string>;

const decisionKinds = [
  'approved',
  'rejected',
  'revised',
  'expired',
  'void',
  'happened',
  'did_not_happen',
  'retry',
] as const satisfies readonly DecisionKind[];

/** The decision an entry records about a request; `undefined` for every other entry. */
export function decisionIn(entry: AuditEntry, request: ApprovalRequest): Decision | undefined {
  const kinds = decisionKinds.filter((kind) => actionOfDecision[kind] === entry.action);
  const { decision, text } = entry.details;
  const kind = kinds.find((known) => known === decision) ?? kinds[0];
  return kind && { kind, request, text: typeof text === 'string' ? text : undefined };
}

/** Whether entries of that action record a decision. */
export function isDecisionAction(action: string): boolean {
  return decisionKinds.some((kind) => actionOfDecision[kind] === action);
}
