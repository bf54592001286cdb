import type { ArchiveContents, BackupSummary } from '../../shared/backup.ts';
import { useTranslator } from '../i18n/index.ts';
import { Badge } from './badge.tsx';

/** How much of each an archive holds. */
export function ContentsWords({ contents }: { readonly contents: ArchiveContents | null }) {
  const { t } = useTranslator();
  if (contents === null) return t('backups.contentsUnknown');
  return t('backups.contents', {
    notes: t('backups.contentsNotes', { count: contents.vault_files }),
    tasks: t('backups.contentsTasks', { count: contents.completed_tasks + contents.pending_tasks }),
    days: t('backups.contentsDays', { count: contents.audit_files }),
  });
}

/** What sets an archive apart: damaged before all else, then whether it was proven. */
export function ArchiveBadges({ backup }: { readonly backup: BackupSummary }) {
  const { t } = useTranslator();
  return (
    <>
      {backup.safety && (
        <Badge tone="accent" icon="shield">
          {t('backups.safety')}
        </Badge>
      )}
      {backup.origin === 'original' && <Badge icon="backups">{t('backups.original')}</Badge>}
      <ProofBadge backup={backup} />
    </>
  );
}

function ProofBadge({ backup: { problem, origin, verified_at } }: { readonly backup: BackupSummary }) {
  const { t } = useTranslator();
  if (problem !== null)
    return (
      <Badge tone="danger" icon="warning">
        {t(origin === 'unknown' ? 'backups.unknownOrigin' : 'backups.damaged')}
      </Badge>
    );
  return verified_at === null ? (
    <Badge tone="attention" icon="clock">
      {t('backups.notVerified')}
    </Badge>
  ) : (
    <Badge tone="ok" icon="ok">
      {t('backups.verified')}
    </Badge>
  );
}
