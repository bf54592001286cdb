import type { Status } from '../../../shared/status.ts';
import { useCommand, usePlace, useQuery } from '../../client/index.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { Phrase, useTranslator } from '../../i18n/index.ts';
import type { Check } from './check-line.tsx';

/** 18:00: stuck tasks, the error log, the backup. */
export function useEvening({ queue, last_backup }: Status): readonly Check[] {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const cleanStuck = useCommand('recover.clean-stuck');
  const { data: log, error } = useQuery('logs.tail', { service: 'orchestrator', errors: true, n: 20 });
  const newest = log?.lines.at(-1);
  const isStuck = queue.stuck > 0;
  const time = last_backup && <RelativeTime at={last_backup.created_at} />;
  return [
    {
      name: t('check.stuck'),
      inOrder: !isStuck,
      state: isStuck ? t('check.stuckSome', { count: queue.stuck }) : t('check.stuckNone'),
      error: cleanStuck.error,
      pending: cleanStuck.running,
      action: t(isStuck ? 'check.returnStuck' : 'check.goTasks'),
      onAction: () => (isStuck ? void cleanStuck.run({}) : goTo({ view: 'tasks', id: null })),
    },
    {
      name: t('check.errors'),
      inOrder: log && newest === undefined,
      state:
        newest === undefined ? (
          log && t('check.errorsNone')
        ) : (
          <UntrustedText>{t('check.errorsNewest', { line: newest })}</UntrustedText>
        ),
      error,
      action: t('check.goLogs'),
      onAction: () => goTo({ view: 'logs', id: null }),
    },
    {
      name: t('check.backup'),
      inOrder: last_backup?.verified === true,
      state: time ? (
        <Phrase k={last_backup.verified ? 'check.backupLast' : 'check.backupUnverified'} values={{ time }} />
      ) : (
        t('check.backupNone')
      ),
      action: t('check.goBackups'),
      onAction: () => goTo({ view: 'backups', id: null }),
    },
  ];
}
