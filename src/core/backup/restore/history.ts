import type { ArchiveHistory } from '../../../shared/backup.ts';
import { AuditReader, hashAt } from '../../audit/index.ts';
import type { Files } from '../../files/index.ts';
import type { RestoreSource } from './source.ts';
import { partOf } from './staged-files.ts';

export interface StandingDependencies {
  readonly files: Files;
  readonly auditLogs: string;
  readonly headFolder: string;
  readonly installId: string;
}

/**
 * Where the trail of a source stands to the live one. Unlike a verification, it takes an archive of this install for ours also where
 * the entry of its head is not here: to put such a day back is what a restore is for, and whether that is right the trail's
 * own verification decides.
 */
export async function standing(
  source: RestoreSource,
  { files, auditLogs, headFolder, installId }: StandingDependencies,
): Promise<ArchiveHistory> {
  const { auditHead: head, install } = source;
  if (head === undefined) return hasDays(source) ? 'unknown' : 'none';
  const hash = await hashAt(files, auditLogs, head.seq);
  if (hash !== undefined) return hash === head.hash ? 'ours' : 'foreign';
  const reader = new AuditReader({ files, folder: auditLogs, headFolder });
  const epochs = await reader.query({ action: 'audit_genesis' });
  const installs = [installId, ...epochs.map(({ details }) => details.install)];
  return install !== undefined && installs.includes(install) ? 'ours' : 'foreign';
}

function hasDays(source: RestoreSource): boolean {
  for (const { path } of source.files()) if (partOf(path) === 'audit') return true;
  return false;
}
