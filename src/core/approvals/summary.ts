import type { ApprovalSummary } from '../../shared/api.ts';
import type { ApprovalRequest } from '../../shared/approval.ts';
import { requestSentence } from './sentence.ts';

/** A request as lists and toasts show it. */
export function approvalSummary(
  request: ApprovalRequest,
  deciding: ApprovalSummary['deciding'] = null,
): ApprovalSummary {
  const [first, ...more] = request.actions;
  return {
    task_id: request.task_id,
    sentence: requestSentence(request),
    reason: request.reason,
    urgency: request.urgency,
    created_at: request.created_at,
    expires_at: request.expires_at,
    approval_type: request.approval_type,
    actions: request.actions.map(({ server, tool, arguments: args }) => ({ server, tool, arguments: args })),
    approval_sha256: request.approval_sha256,
    low_risk: first?.risk === 'low' && more.length === 0 && request.approval_type !== 'outcome_unknown',
    deciding,
  };
}
