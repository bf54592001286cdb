import type { ApprovalSummary } from '../../shared/api.ts';
import type { ApprovalRequest } from '../../shared/approval.ts';
import { requestSentence } from './sentence.ts';

/** A request as lists and toasts show it. */
export function approvalSummary(
  request: ApprovalRequest,
  deciding: ApprovalSummary['deciding'] = null,
): ApprovalSummary {
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
    low_risk: isLowRisk(request),
    deciding,
  };
}

/** Money, other people's data and the system itself are never decided without their card being opened. */
function isLowRisk({ actions, approval_type: type, urgency }: ApprovalRequest): boolean {
  const [first, ...more] = actions;
  const calm = (type === 'communication' || type === 'other') && urgency !== 'high';
  return calm && first?.risk === 'low' && more.length === 0;
}
