import { z } from 'zod';
import { approvalRequestSchema } from '../approval.ts';
import { taskSchema } from '../task.ts';
import { type CommandSchemas, done, taskIdParameter } from './shapes.ts';

/** One line of `approvals list`. */
export const approvalSummarySchema = z.object({
  task_id: z.string(),
  /** What would be done, as one sentence. Untrusted text. */
  sentence: z.string(),
  reason: z.string(),
  urgency: z.string(),
  created_at: z.string(),
  expires_at: z.string(),
  approval_type: z.string(),
  actions: z.array(
    z.object({ server: z.string(), tool: z.string(), arguments: z.record(z.string(), z.unknown()) }),
  ),
  approval_sha256: z.string(),
  /** One action of low risk, without money in it: may be approved without its card being opened. */
  low_risk: z.boolean(),
  /** A decision that is still to be undone, and until when (UTC, RFC 3339). */
  deciding: z.object({ decision: z.enum(['approved', 'rejected', 'revised']), until: z.string() }).nullable(),
});

const id = taskIdParameter;
const sha = z
  .string()
  .regex(
    /^[0-9a-f]{6,64}$/i,
    'expected the first 6 or more characters of the hash that was shown, 0–9 and a–f',
  );
/** How long a decision waits for `approvals.undo` before it is signed and followed. */
const undoSeconds = z.number().min(0).max(30).default(0);

/** What waits for a person, and the person's answers. */
export const approvalCommands = {
  'approvals.list': {
    params: z.strictObject({
      /** Whether the calls' arguments are wanted; without them a list of thousands stays light. */
      arguments: z.boolean().default(true),
    }),
    result: z.array(approvalSummarySchema),
  },
  'approvals.show': {
    params: z.strictObject({ id }),
    result: z.object({
      request: approvalRequestSchema,
      summary: approvalSummarySchema,
      /** Why it asks: each rule that asks, with what it says. */
      rules: z.array(z.object({ id: z.string(), text: z.string() })),
      task: taskSchema,
      /** The whole text of the source as planner and policy saw it; `null` when it is not kept. Untrusted. */
      text: z.string().nullable(),
    }),
  },
  'approvals.approve': {
    params: z.strictObject({ id, sha: sha.optional(), undo_seconds: undoSeconds }),
    result: done,
  },
  'approvals.reject': {
    params: z.strictObject({
      id,
      sha: sha.optional(),
      reason: z.string().max(2_000).optional(),
      undo_seconds: undoSeconds,
    }),
    result: done,
  },
  'approvals.revise': {
    params: z.strictObject({ id, changes: z.string().min(1).max(10_000) }),
    result: done,
  },
  'approvals.edit': {
    params: z.strictObject({
      id,
      /** 1-based position in the request's list. */
      action: z.number().int().min(1),
      set: z.record(z.string(), z.unknown()),
    }),
    result: done,
  },
  /** Takes back a decision that still waits. Throws `conflict` once it is followed. */
  'approvals.undo': { params: z.strictObject({ id }), result: done },
} as const satisfies Record<string, CommandSchemas>;

export type ApprovalSummary = z.infer<typeof approvalSummarySchema>;
