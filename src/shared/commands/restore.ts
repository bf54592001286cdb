import { z } from 'zod';
import { archiveHistorySchema, archiveReference, backupPartSchema } from '../backup.ts';
import { type CommandSchemas, done, none } from './shapes.ts';

/** How an archive's file stands to the live one. `new`: only in the archive · `missing`: only live, a restore removes it. */
const differenceKind = z.enum(['new', 'changed', 'missing']);

const version = z.object({ size: z.number(), mtime: z.string() });

const partReport = z.object({
  part: backupPartSchema,
  outcome: z.enum(['restored', 'unchanged', 'rolled_back']),
  /** Files or tasks. */
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
  /** Live ones that were newer or further on and stayed. */
  kept: z.number(),
  /** What a person should know of it, in sentences. */
  notes: z.array(z.string()),
});

export const restoreReportSchema = z.object({
  id: z.string(),
  /** Name or path. */
  archive: z.string(),
  started_at: z.string(),
  finished_at: z.string(),
  outcome: z.enum(['restored', 'rolled_back', 'cancelled']),
  parts: z.array(partReport),
  /** Restoring it undoes this one. `null`: nothing live was touched. */
  safety_backup: z.string().nullable(),
  /** Why it was rolled back. */
  problem: z.string().nullable(),
});

/** Steps in their order; nothing live changes before `stopping`. */
export const restoreSteps = [
  'checking',
  'safety_backup',
  'staging',
  'verifying',
  'stopping',
  'swapping',
  'restarting',
] as const;

export const restoreCommands = {
  /** Reads and verifies the archive and compares it with what is live. Changes nothing. */
  'restore.inspect': {
    params: z.strictObject({ archive: archiveReference }),
    result: z.object({
      /** Name or path, to be given to the other commands. */
      archive: z.string(),
      created_at: z.string(),
      origin: z.enum(['employee', 'original']),
      size_bytes: z.number(),
      files: z.number(),
      safety: z.boolean(),
      history: archiveHistorySchema,
      /** Identifies exactly these contents: `restore.start` refuses when the archive has become another. */
      digest: z.string(),
      parts: z.array(
        z.object({
          part: backupPartSchema,
          new: z.number(),
          changed: z.number(),
          missing: z.number(),
          same: z.number(),
          /** What restoring it means for this workspace, in plain sentences. */
          consequences: z.array(z.string()),
        }),
      ),
      /** The archive's trail is another install's: its audit part can only be restored by continuing that trail. */
      can_continue_trail: z.boolean(),
      warnings: z.array(z.string()),
    }),
  },
  'restore.differences': {
    params: z.strictObject({
      archive: archiveReference,
      part: backupPartSchema,
      kind: differenceKind.optional(),
      /** Occurs in the path; case does not count. */
      text: z.string().max(200).optional(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1_000).default(100),
    }),
    result: z.object({
      total: z.number(),
      rows: z.array(
        z.object({
          /** In the archive, such as `obsidian_vault/Notes/a.md`. */
          path: z.string(),
          kind: differenceKind,
          archived: version.nullable(),
          live: version.nullable(),
        }),
      ),
    }),
  },
  /** Line by line, what a restore of this one file would change. */
  'restore.text-difference': {
    params: z.strictObject({ archive: archiveReference, path: z.string().max(4_096) }),
    result: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('text'),
        /** `added`: the restore brings it · `removed`: the restore takes it away. Long equal runs are left out. */
        lines: z.array(z.object({ kind: z.enum(['same', 'added', 'removed', 'gap']), text: z.string() })),
      }),
      z.object({ kind: z.literal('not_text'), reason: z.string() }),
    ]),
  },
  /**
   * Safety backup, staging, verification; then the employee stops, swaps and starts again by itself. Resolves when the
   * swap is certain to come (the stop has been asked); the outcome is in `restore.state` after the restart. Aborting the
   * call before that cancels it: nothing live was touched.
   */
  'restore.start': {
    params: z.strictObject({
      archive: archiveReference,
      parts: z.array(backupPartSchema).min(1).default(['vault', 'audit']),
      /** Only these files (paths in the archive); none: the parts whole. */
      paths: z.array(z.string().max(4_096)).max(10_000).optional(),
      continue_trail: z.boolean().default(false),
      /** Of `restore.inspect`. */
      digest: z.string().optional(),
    }),
    result: done.extend({ id: z.string(), safety_backup: z.string() }),
  },
  /** `cancelled: false`: the swap has begun, or nothing runs. */
  'restore.cancel': { params: none, result: done.extend({ cancelled: z.boolean() }) },
  'restore.state': {
    params: none,
    result: z.object({
      running: z
        .object({ id: z.string(), archive: z.string(), step: z.enum(restoreSteps), can_cancel: z.boolean() })
        .nullable(),
      /** The last one that ended. */
      last: restoreReportSchema.nullable(),
    }),
  },
} as const satisfies Record<string, CommandSchemas>;

export type RestoreStep = (typeof restoreSteps)[number];
export type RestoreReport = z.infer<typeof restoreReportSchema>;
