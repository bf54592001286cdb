import { z } from 'zod';

/** What an archive holds and a restore can bring back, each on its own (CONTRACT §7). */
export const backupParts = ['vault', 'audit', 'queue', 'settings'] as const;
export const backupPartSchema = z.enum(backupParts);

/** `NAME` of an archive in the backups folder, `latest` (never a safety backup), or the absolute path of a `.zip` or folder. */
export const archiveReference = z.string().min(1).max(4_096);

export const archiveContentsSchema = z.object({
  vault_files: z.number(),
  audit_files: z.number(),
  completed_tasks: z.number(),
  pending_tasks: z.number(),
});

/** One archive in the backups folder. */
export const backupSummarySchema = z.object({
  /** File name with `.zip`. */
  name: z.string(),
  created_at: z.string(),
  size_bytes: z.number(),
  /** When it was last read back against its manifest, whole; `null`: never. */
  verified_at: z.string().nullable(),
  /** Made before a restore, so that it can be undone. */
  safety: z.boolean(),
  /** `null`: its metadata cannot be read. */
  contents: archiveContentsSchema.nullable(),
  audit_head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
  /** `original`: made by the Python system; it has no hashes. */
  origin: z.enum(['employee', 'original', 'unknown']),
  /** What is wrong with it, in one sentence; `null`: nothing known. */
  problem: z.string().nullable(),
});

/** Where the trail in an archive stands to the live one. `foreign`: neither a prefix of ours nor of an epoch we continue. */
export const archiveHistorySchema = z.enum(['ours', 'foreign', 'none', 'unknown']);

/** What `backup verify` finds. */
export const archiveVerificationSchema = z.object({
  name: z.string(),
  /** `true`: structure, hashes and history are in order. */
  ok: z.boolean(),
  origin: z.enum(['employee', 'original']),
  created_at: z.string(),
  files: z.number(),
  bytes: z.number(),
  /** Files whose SHA-256 was compared; the original's archives have none. */
  hashed_files: z.number(),
  history: archiveHistorySchema,
  /** Each with the path in the archive where it has one. */
  problems: z.array(z.object({ path: z.string().nullable(), reason: z.string() })),
});

export type BackupPart = z.infer<typeof backupPartSchema>;
export type ArchiveContents = z.infer<typeof archiveContentsSchema>;
export type ArchiveHistory = z.infer<typeof archiveHistorySchema>;
export type BackupSummary = z.infer<typeof backupSummarySchema>;
export type ArchiveVerification = z.infer<typeof archiveVerificationSchema>;
