import { Screen } from '../../app/screen.tsx';
import { useCommand, useQuery, useStatus } from '../../client/index.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { Note } from '../../components/note.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** The runbook's nightly backup: hour and days kept. */
const nightly = { time: '02:00', keptDays: 30 } as const;
const parts = ['vault', 'audit', 'queue', 'config'] as const;

/** What is known of backups today, and what will stand here. */
export function BackupsScreen() {
  const { t } = useTranslator();
  const folder = useCommand('open.folder');
  return (
    <Screen
      title={t('view.backups')}
      actions={
        <>
          <Button disabled>{t('backups.restore')}</Button>
          <Button kind="primary" disabled>
            {t('backups.create')}
          </Button>
        </>
      }
    >
      <Note title={t('backups.disabled')}>{t('backups.meanwhile')}</Note>
      <Section
        title={t('backups.state')}
        actions={
          <Button kind="quiet" icon="folder" onPress={() => void folder.run({ folder: 'backups' })}>
            {t('backups.openFolder')}
          </Button>
        }
      >
        {folder.error && <ErrorNotice error={folder.error} />}
        <State />
      </Section>
      <Section title={t('backups.list')}>
        <EmptyState icon="backups" title={t('backups.empty')}>
          {t('backups.emptyHint')}
        </EmptyState>
      </Section>
      <Section title={t('backups.inside')}>
        <ul className="stack">
          {parts.map((part) => (
            <li key={part}>{t(`backups.inside.${part}`)}</li>
          ))}
        </ul>
      </Section>
    </Screen>
  );
}

function State() {
  const { t } = useTranslator();
  const { data, error, again } = useQuery('health', {});
  return (
    <>
      <KeyValue
        items={[
          { key: t('backups.last'), value: <LastBackup /> },
          {
            key: t('backups.check'),
            value: data ? <UntrustedText>{data.checks.backups.message}</UntrustedText> : t('unknown'),
          },
          { key: t('backups.every'), value: t('backups.everyAt', { time: nightly.time }) },
          { key: t('backups.keep'), value: t('backups.keepDays', { count: nightly.keptDays }) },
          { key: t('backups.where'), value: t('backups.whereHint') },
        ]}
      />
      {error && <ErrorNotice error={error} onRetry={again} />}
    </>
  );
}

function LastBackup() {
  const { t } = useTranslator();
  const last = useStatus()?.last_backup;
  if (!last) return t('backups.noneYet');
  return (
    <span className="row">
      <RelativeTime at={last.created_at} />
      <Badge tone={last.verified ? 'ok' : 'attention'} icon={last.verified ? 'ok' : 'clock'}>
        {t(last.verified ? 'backups.verified' : 'backups.notVerified')}
      </Badge>
      <span className="small muted">
        <UntrustedText>{last.name}</UntrustedText>
      </span>
    </span>
  );
}
