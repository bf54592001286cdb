import { describe, expect, it } from 'vitest';
import { approvalSummary } from '../../../src/core/approvals/index.ts';
import { type ApprovalRequest, approvalTypes } from '../../../src/shared/approval.ts';

const action = {
  id: '1',
  server: 'vault',
  tool: 'create_note',
  arguments: {},
  description: 'File it',
  risk: 'low' as const,
};

function request(changes: Partial<ApprovalRequest>): ApprovalRequest {
  return {
    task_id: 'a',
    created_at: '2026-02-07T09:00:00.000Z',
    expires_at: '2026-02-10T09:00:00.000Z',
    nonce: '0',
    approval_type: 'other',
    urgency: 'normal',
    reason: 'it asks',
    rules: ['people'],
    actions: [action],
    approval_sha256: 'f'.repeat(64),
    ai_confidence: 1,
    recommendation: '',
    status: 'pending',
    ...changes,
  };
}

describe('a request that may be approved without its card being opened', () => {
  it.each(approvalTypes)('is never one about money, data or the system (%s)', (type) => {
    const { low_risk } = approvalSummary(request({ approval_type: type }));
    expect(low_risk).toBe(type === 'other' || type === 'communication');
  });

  it('has one action of low risk and is not urgent', () => {
    const lowRisk = (changes: Partial<ApprovalRequest>) => approvalSummary(request(changes)).low_risk;
    expect(lowRisk({})).toBe(true);
    expect(lowRisk({ actions: [action, action] })).toBe(false);
    expect(lowRisk({ actions: [] })).toBe(false);
    expect(lowRisk({ actions: [{ ...action, risk: 'medium' }] })).toBe(false);
    expect(lowRisk({ urgency: 'high' })).toBe(false);
  });
});
