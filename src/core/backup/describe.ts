import type { Archives } from './archive/index.ts';
import type { ArchiveDescription } from './catalogue.ts';
import { createdAt } from './verify.ts';

/** What an archive says of itself, from its metadata alone. Rejects when it has none that can be understood. */
export async function describeArchive(archives: Archives, path: string): Promise<ArchiveDescription> {
  const archive = await archives.open(path);
  try {
    const { origin, metadata } = archive;
    return {
      created_at: createdAt(metadata.backup_timestamp),
      safety: metadata.purpose === 'safety',
      origin,
      contents: {
        vault_files: metadata.vault_files ?? 0,
        audit_files: metadata.audit_files ?? 0,
        completed_tasks: metadata.completed_tasks ?? 0,
        pending_tasks: metadata.pending_tasks ?? 0,
      },
      audit_head: metadata.audit_head ?? null,
      problem: null,
    };
  } finally {
    archive.close();
  }
}
