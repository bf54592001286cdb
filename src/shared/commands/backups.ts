import { z } from 'zod';
import { archiveReference, archiveVerificationSchema, backupSummarySchema } from '../backup.ts';
import { type CommandSchemas, done, none } from './shapes.ts';

const backupWork = z.enum(['backup', 'verify', 'rehearsal']);

/** Backups. Aborting the call of a long one cancels it and gives its space back. */
export const backupCommands = {
  /** Resolves when the archive is whole, read back and in place. */
  'backup.create': {
    params: none,
    result: done.extend({
      backup: backupSummarySchema,
      /** Never silently skipped; the archive names them too. */
      unreadable: z.array(z.object({ path: z.string(), reason: z.string() })),
      /** The copy at the second destination; `null`: none is set. */
      second_copy: z.object({ path: z.string(), problem: z.string().nullable() }).nullable(),
    }),
  },
  /** Newest first. */
  'backup.list': { params: none, result: z.array(backupSummarySchema) },
  'backup.verify': {
    params: z.strictObject({ archive: archiveReference }),
    result: archiveVerificationSchema,
  },
  'backup.prune': {
    params: z.strictObject({ dry_run: z.boolean().default(false) }),
    result: done.extend({
      kept: z.array(z.object({ name: z.string(), reason: z.string() })),
      removed: z.array(z.object({ name: z.string(), reason: z.string() })),
      freed_bytes: z.number(),
    }),
  },
  /** Restores the newest verified archive into a scratch folder, compares it and writes a report. */
  'backup.rehearse': {
    params: z.strictObject({ archive: archiveReference.default('latest') }),
    result: done.extend({ ok: z.boolean(), report_path: z.string() }),
  },
  'backup.state': {
    params: none,
    result: z.object({
      /** What runs now; its progress comes as events. */
      running: backupWork.nullable(),
      /** Local time; `null`: no schedule. */
      next_at: z.string().nullable(),
      /** Days that backups are kept, and how many weekly, monthly and yearly ones beyond them. */
      retention: z.object({ days: z.number(), weekly: z.number(), monthly: z.number(), yearly: z.number() }),
      destinations: z.array(
        z.object({
          path: z.string(),
          /** The second one is copied to and verified there. */
          second: z.boolean(),
          /** On the disk of the workspace; `null`: cannot be told. */
          same_disk: z.boolean().nullable(),
          free_bytes: z.number().nullable(),
          problem: z.string().nullable(),
        }),
      ),
      last_failure: z.object({ at: z.string(), message: z.string() }).nullable(),
      last_sample: z.object({ at: z.string(), ok: z.boolean() }).nullable(),
      last_full_check: z.object({ at: z.string(), ok: z.boolean() }).nullable(),
      last_rehearsal: z.object({ at: z.string(), ok: z.boolean(), report_path: z.string() }).nullable(),
      /** In sentences, such as that the only destination lies on the same disk. */
      warnings: z.array(z.string()),
    }),
  },
} as const satisfies Record<string, CommandSchemas>;
