import { useState } from 'react';
import type { ArchiveVerification, BackupSummary } from '../../../shared/backup.ts';
import { useCommand, useSession } from '../../client/index.ts';
import { ArchiveBadges, ContentsWords } from '../../components/archive-words.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { Note } from '../../components/note.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { Verification } from './verification.tsx';
import { Work } from './work.tsx';

/** One backup: what is in it, what is known of it, and what can be done with it. */
export function ArchiveDetails({
  backup,
  isBusy,
}: {
  readonly backup: BackupSummary;
  /** Something else is done with backups. */
  readonly isBusy: boolean;
}) {
  const { t, formats } = useTranslator();
  const { queries } = useSession();
  const verify = useCommand('backup.verify');
  const restore = useCommand('shell.restore');
  const [outcome, setOutcome] = useState<ArchiveVerification>();
  const { name, problem } = backup;
  const run = async () => {
    setOutcome(undefined);
    setOutcome(await verify.run({ archive: name }));
    queries.invalidate('backup.list');
  };
  return (
    <>
      <div className="row backup-badges">
        <ArchiveBadges backup={backup} />
      </div>
      {problem !== null && (
        <Note icon="warning" tone="danger" title={<UntrustedText>{problem}</UntrustedText>} />
      )}
      {backup.safety && <p className="muted">{t('backups.safetyHint')}</p>}
      <div className="row">
        <Button kind="primary" icon="undo" onPress={() => void restore.run({ archive: name })}>
          {t('backup.restoreThis')}
        </Button>
        <Button
          icon="check"
          disabled={isBusy && !verify.running}
          pending={verify.running}
          onPress={() => void run()}
        >
          {t('backup.verify')}
        </Button>
      </div>
      {restore.error && <ErrorNotice error={restore.error} />}
      {verify.running && <Work running="verify" onCancel={verify.cancel} />}
      {verify.error && <ErrorNotice error={verify.error} onRetry={() => void run()} />}
      {outcome && <Verification outcome={outcome} />}
      <KeyValue
        items={[
          { key: t('backup.when'), value: formats.exact(new Date(backup.created_at)) },
          { key: t('backup.size'), value: formats.bytes(backup.size_bytes) },
          { key: t('backup.inside'), value: <ContentsWords contents={backup.contents} /> },
          {
            key: t('backup.verified'),
            value: backup.verified_at === null ? t('backup.never') : <RelativeTime at={backup.verified_at} />,
          },
          { key: t('backup.origin'), value: t(`backup.origin.${backup.origin}`) },
          ...(backup.audit_head
            ? [
                {
                  key: t('backup.head'),
                  value: t('backup.headAt', { seq: formats.number(backup.audit_head.seq) }),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
