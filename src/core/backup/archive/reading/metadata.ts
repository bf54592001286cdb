import { z } from 'zod';

/** What describes an archive, at its top level (in the original's archives: in its one folder). */
export const metadataName = 'backup_metadata.json';

/** Python's `isoformat()`, and what else is made of digits and signs between them. */
const writtenTime = /^\d{4}-\d\d-\d\d[T _][\d:_.-]{5,20}(?:Z|[+-]\d\d:?\d\d)?$/;
const count = z.number().int().min(0).optional();

/** The metadata without its manifest. Members that are not listed stay as they are. */
export const archiveMetadataSchema = z.looseObject({
  backup_version: z.string().max(100),
  backup_timestamp: z.iso.datetime({ offset: true }),
  vault_files: count,
  audit_files: count,
  completed_tasks: count,
  pending_tasks: count,
  audit_head: z.object({ seq: z.number().int().min(0), hash: z.string().max(200) }).nullish(),
  unreadable: z.array(z.object({ path: z.string().nullable(), reason: z.string() })).optional(),
});

/** The original's, of which nothing is certain. */
export const originalMetadataSchema = z.looseObject({
  backup_version: z.string().max(100).catch('1.0.0'),
  backup_timestamp: z.string().regex(writtenTime).catch(''),
  vault_files: count.catch(undefined),
  audit_files: count.catch(undefined),
  completed_tasks: count.catch(undefined),
  pending_tasks: count.catch(undefined),
});

/** One line of the manifest. */
export const manifestFileSchema = z.object({
  path: z.string(),
  size: z.number().int().min(0),
  mtime: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The file's real path where `path` had to be spelt differently. */
  name: z.string().optional(),
});

export type ArchiveMetadata = z.infer<typeof archiveMetadataSchema>;
export type ManifestFile = z.infer<typeof manifestFileSchema>;
