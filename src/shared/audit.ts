import { z } from 'zod';

/** One line of the trail (CONTRACT §4), members in the order they stand in the line. */
export const auditEntrySchema = z.object({
  seq: z.number().int().positive(),
  timestamp: z.string(),
  action: z.string(),
  task_id: z.string().nullable(),
  result: z.string(),
  details: z.record(z.string(), z.unknown()),
  error: z.string().nullable(),
  prev: z.string(),
  signature: z.string(),
});

/** What `employee audit verify --json` prints (CONTRACT §5). */
export const auditVerificationSchema = z.object({
  integrity: z.enum(['OK', 'COMPROMISED']),
  total_entries: z.number(),
  valid_entries: z.number(),
  legacy: z.object({ total: z.number(), valid: z.number() }),
  epochs: z.array(z.record(z.string(), z.unknown())),
  invalid_details: z.array(
    z.object({
      file: z.string(),
      line: z.number().nullable(),
      seq: z.number().nullable(),
      reason: z.string(),
    }),
  ),
  /** `null` when no head is recorded. */
  head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
  repaired_tails: z.number(),
});

export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditVerification = z.infer<typeof auditVerificationSchema>;
