import type { Status } from '../../../shared/status.ts';
import { useCommand, useNow, usePlace, useQuery } from '../../client/index.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { Phrase, useTranslator } from '../../i18n/index.ts';
import type { Check } from './check-line.tsx';

/** The night's backup counts for the evening after it, also when it was made late. */
const freshMs = 30 * 3_600_000;

/** 18:00: stuck tasks, the error log, the backup. */
export function useEvening({ queue, last_backup }: Status): readonly Check[] {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const now = useNow();
  const backUp = useCommand('backup.create');
  const cleanStuck = useCommand('recover.clean-stuck');
  const { data: log, error } = useQuery('logs.tail', { service: 'orchestrator', errors: true, n: 20 });
  const newest = log?.lines.at(-1);
  const isFresh =
    last_backup?.verified === true && now.getTime() - Date.parse(last_backup.created_at) < freshMs;
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
      inOrder: isFresh,
      error: backUp.error,
      pending: backUp.running,
      state: time ? (
        <Phrase k={last_backup.verified ? 'check.backupLast' : 'check.backupUnverified'} values={{ time }} />
      ) : (
        t('check.backupNone')
      ),
      action: t(isFresh ? 'check.goBackups' : 'backups.create'),
      onAction: () => (isFresh ? goTo({ view: 'backups', id: null }) : void backUp.run({})),
    },
  ];
}
