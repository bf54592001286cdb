import { createHash } from 'node:crypto';
import { z } from 'zod';

const recordSchema = z.looseObject({
  install_id: z.string().min(1),
  real_path: z.string().min(1),
  /** A name below `keys/`. */
  key_folder: z.string().regex(/^[\w-]+$/),
  /** UTC, RFC 3339. */
  trusted_at: z.string(),
});

/** The per-user file of the workspaces a person trusts. */
export const trustFileSchema = z.looseObject({
  schema: z.literal(1),
  workspaces: z.array(recordSchema),
});

export type TrustFile = z.infer<typeof trustFileSchema>;
export type TrustRecord = z.infer<typeof recordSchema>;

/** A workspace as trust knows it: both have to match. */
export interface WorkspaceIdentity {
  readonly installId: string;
  /** With every symbolic link resolved. */
  readonly realPath: string;
}

/** The record of this very workspace: install and place both match. */
export function findRecord(
  file: TrustFile,
  { installId, realPath }: WorkspaceIdentity,
): TrustRecord | undefined {
  return file.workspaces.find((record) => record.install_id === installId && record.real_path === realPath);
}

/** The key folder of a workspace that has no record: the same one each time, and another one for each copy. */
export function keyFolderName({ installId, realPath }: WorkspaceIdentity): string {
  const id = installId.replaceAll(/[^\w-]/g, '').slice(0, 32);
  const place = createHash('sha256').update(`${installId}\0${realPath}`).digest('hex').slice(0, 16);
  return `${id}-${place}`;
}
