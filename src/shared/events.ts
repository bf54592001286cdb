import { z } from 'zod';
import { approvalSummarySchema } from './commands/approvals.ts';
import { restoreSteps } from './commands/restore.ts';
import { statusSchema } from './status.ts';

/** How far a long piece of work has come. */
export const progressSchema = z.object({
  work: z.enum(['audit.verify', 'backup', 'backup.verify', 'backup.rehearsal', 'restore']),
  /** Of a restore. */
  step: z.enum(restoreSteps).optional(),
  done: z.number(),
  /** 0: not known yet. */
  total: z.number(),
  unit: z.enum(['bytes', 'files']),
  files: z.object({ done: z.number(), total: z.number() }).optional(),
  seconds_left: z.number().optional(),
});

/**
 * What a running employee tells its surfaces. `status` follows every change of counts, services or the step in hand;
 * the others say what to look at again. They may come thousands of times a second: surfaces gather them.
 */
export const employeeEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('status'), status: statusSchema }),
  z.object({ kind: z.literal('task'), task_id: z.string() }),
  z.object({ kind: z.literal('approval_requested'), approval: approvalSummarySchema }),
  z.object({
    kind: z.literal('approval_reminded'),
    approval: approvalSummarySchema,
    milestone: z.enum(['reminder', 'alert']),
  }),
  /** Decided, expired, voided, or a decision that can be undone was made or taken back. */
  z.object({ kind: z.literal('approval_changed'), task_id: z.string(), open: z.boolean() }),
  z.object({ kind: z.literal('settings') }),
  /** An archive came, went or was verified; a restore ended; something long began or ended. */
  z.object({ kind: z.literal('backups') }),
  z.object({ kind: z.literal('alert'), message: z.string(), task_id: z.string().nullable() }),
  z.object({ kind: z.literal('progress'), progress: progressSchema }),
]);

export type Progress = z.infer<typeof progressSchema>;
export type EmployeeEvent = z.infer<typeof employeeEventSchema>;
