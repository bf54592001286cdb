import { z } from 'zod';

/** What an approval is about. `outcome_unknown` asks what became of a call instead of whether to make one. */
export const approvalTypes = [
  'financial',
  'communication',
  'data_sharing',
  'system_change',
  'outcome_unknown',
  'other',
] as const;
export type ApprovalType = (typeof approvalTypes)[number];

/** One exact call, as it is shown and as it runs. */
export const approvalActionSchema = z.strictObject({
  id: z.string(),
  server: z.string(),
  tool: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  description: z.string(),
  risk: z.enum(['low', 'medium', 'high']),
});

/**
 * An approval request file (CONTRACT §3): written once, never rewritten, a view of the signed
 * `hitl_approval_requested` entry. A person may add `rejection_reason` or `requested_changes`.
 */
export const approvalRequestSchema = z.looseObject({
  task_id: z.string(),
  created_at: z.string(),
  expires_at: z.string(),
  nonce: z.string(),
  approval_type: z.enum(approvalTypes),
  urgency: z.enum(['low', 'normal', 'high']),
  reason: z.string(),
  /** Ids of the policy rules that ask. */
  rules: z.array(z.string()),
  /** What each of `rules` says, in their order. */
  rule_texts: z.array(z.string()).optional(),
  actions: z.array(approvalActionSchema),
  /** SHA-256 over the canonical form of what is approved. */
  approval_sha256: z.string(),
  ai_confidence: z.number(),
  recommendation: z.string(),
  status: z.literal('pending'),
  rejection_reason: z.string().optional(),
  requested_changes: z.string().optional(),
});

export type ApprovalAction = z.infer<typeof approvalActionSchema>;
export type ApprovalRequest = z.infer<typeof approvalRequestSchema>;
