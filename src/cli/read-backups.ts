import {
  Archives,
  BackupRecords,
  backupRecordsPath,
  Catalogue,
  describeArchive,
  ownLauncher,
  verifyArchive,
} from '../core/backup/index.ts';
import type { KnownWorkspace, Places } from '../core/hosting/index.ts';
import type { ArchiveVerification } from '../shared/backup.ts';

/** The archives of a workspace, from its files alone. */
export function backupCatalogue({ files, clock }: Places, { paths }: KnownWorkspace): Catalogue {
  const archives = new Archives(ownLauncher());
  return new Catalogue({
    files,
    clock,
    folder: paths.backups,
    records: new BackupRecords(files, backupRecordsPath(paths.internal.root)),
    describe: (path) => describeArchive(archives, path),
  });
}

/** Verifies an archive without writing anything, not even that it was verified. */
export async function verifyBackup(
  places: Places,
  workspace: KnownWorkspace,
  reference: string,
  signal: AbortSignal | undefined,
): Promise<ArchiveVerification> {
  const { paths } = workspace;
  const archive = await backupCatalogue(places, workspace).resolve(reference);
  const history = { files: places.files, auditLogs: paths.auditLogs, internal: paths.internal.root };
  return verifyArchive(new Archives(ownLauncher()), archive, history, { signal });
}
