import type { AuditEntry } from '../../../shared/audit.ts';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import type { Scale } from './scale.ts';
import { hostile, minutesAgo } from './texts.ts';

const steps = [
  ['task_created', 'success', { file_name: 'weekly_numbers.csv' }],
  ['task_claimed', 'success', { attempt: 1 }],
  ['llm_reasoning', 'success', { model: 'gpt-4o-mini', prompt_tokens: 1_204, cost_usd: 0.0004 }],
  ['policy_decided', 'ask', { rules: ['payment.threshold'] }],
  ['hitl_approval_requested', 'pending', { approval_sha256: 'c4b1e0' }],
  ['hitl_approval_granted', 'success', { surface: 'window' }],
  ['mcp_action_payments_create_payment', 'success', { amount: '1200.00' }],
  ['task_completed', 'success', { status: 'completed' }],
] as const;

const heads = { empty: 2, typical: 18_403, overfull: 1_048_576, error: 18_403 } as const;

/** Entries up to a sequence number, in the order of `seq`. */
export function auditEntries(scale: Scale, count: number, before = heads[scale] + 1): readonly AuditEntry[] {
  const last = Math.min(heads[scale], before - 1);
  const first = Math.max(1, last - count + 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => entry(scale, first + index));
}

function entry(scale: Scale, seq: number): AuditEntry {
  const [action, result, details] = steps[seq % steps.length] ?? steps[0];
  const texts = Object.values(hostile);
  const text = scale === 'overfull' && seq % 5 === 0 ? (texts[seq % texts.length] ?? '') : undefined;
  return {
    seq,
    timestamp: minutesAgo((heads[scale] - seq) * 3),
    action,
    task_id: `20260312T${String(100_000 + (seq % 90_000))}000Z-${text ?? 'weekly_numbers'}-51ac3e`,
    result: text ?? result,
    details: text === undefined ? { ...details } : { [text]: text, nested: { text } },
    error: text ?? null,
    prev: 'b2'.padEnd(64, '4'),
    signature: 'kJ8x'.padEnd(86, 'q'),
  };
}

export function auditStateOf(scale: Scale, isBroken = false): ChannelResult<'audit.state'> {
  return {
    install_id: '0b7a3c55-6a1e-4c7d-9d2f-51f4f2f5a111',
    public_key: 'm3Jp0uH1cQ9q4n8d5yJcB6y2xk1o8s7w0v5z3a9t2rE=',
    since: '2026-02-07T08:12:44Z',
    head: { seq: heads[scale], hash: 'a3f0'.padEnd(64, '9') },
    last_verified:
      scale === 'empty' ? null : { at: minutesAgo(84), integrity: 'OK', entries: heads[scale] - 30 },
    problem: isBroken ? 'audit_2026-03-11.jsonl, line 214: the entry was changed' : null,
  };
}

export function verificationOf(scale: Scale, isBroken = false): ChannelResult<'audit.verify'> {
  return {
    integrity: isBroken ? 'COMPROMISED' : 'OK',
    total_entries: heads[scale],
    valid_entries: isBroken ? heads[scale] - 1 : heads[scale],
    legacy: { total: 41, valid: 41 },
    epochs: [],
    invalid_details: isBroken
      ? [{ file: 'audit_2026-03-11.jsonl', line: 214, seq: 17_902, reason: 'signature does not match' }]
      : [],
    head: { seq: heads[scale], hash: 'a3f0'.padEnd(64, '9') },
    repaired_tails: 0,
  };
}
