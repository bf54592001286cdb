import { DetailsPane, Screen, WithDetails } from '../../app/screen.tsx';
import { useCommand, usePlace, useQuery } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { ArchiveDetails } from './archive-details.tsx';
import { ArchiveList } from './archive-list.tsx';
import { ListTools } from './list-tools.tsx';
import { Notices } from './notices.tsx';
import { ScheduleDetails } from './schedule-details.tsx';
import { Summary } from './summary.tsx';
import { useMakeBackup } from './use-make-backup.tsx';
import { Work } from './work.tsx';
import './backups.css';

/** The place's id of what is open beside the list, when it is not an archive. */
const scheduleId = 'schedule';

/** Every backup, when the next is made, and the way back from each. */
export function BackupsScreen() {
  const { t } = useTranslator();
  const [place, goTo] = usePlace();
  const { data: state } = useQuery('backup.state', {});
  const list = useQuery('backup.list', {});
  const restore = useCommand('shell.restore');
  const make = useMakeBackup();
  const open = (id: string | null) => goTo({ view: 'backups', id });
  const backup = list.data?.find(({ name }) => name === place.id);
  const isBusy = make.running || (state?.running ?? null) !== null;
  const createButton = (
    <Button kind="primary" icon="backups" disabled={isBusy} onPress={make.run}>
      {t('backups.create')}
    </Button>
  );
  return (
    <WithDetails
      details={
        place.id === scheduleId ? (
          <DetailsPane title={t('backups.schedule')} onClose={() => open(null)}>
            <ScheduleDetails state={state} />
          </DetailsPane>
        ) : (
          backup && (
            <DetailsPane title={<UntrustedText>{backup.name}</UntrustedText>} onClose={() => open(null)}>
              <ArchiveDetails key={backup.name} backup={backup} isBusy={isBusy} />
            </DetailsPane>
          )
        )
      }
    >
      <Screen
        fill
        title={t('view.backups')}
        actions={
          <>
            <Button onPress={() => void restore.run({ archive: null })}>{t('backups.restore')}</Button>
            {createButton}
          </>
        }
      >
        {restore.error && <ErrorNotice error={restore.error} />}
        <Summary state={state} backups={list.data} onSchedule={() => open(scheduleId)} />
        <Work running={make.running ? 'backup' : (state?.running ?? null)} onCancel={make.cancel} />
        {make.error && <ErrorNotice error={make.error} onRetry={make.run} />}
        <Notices state={state} onRetry={isBusy ? undefined : make.run} />
        {list.error && <ErrorNotice error={list.error} onRetry={list.again} />}
        {!list.data && !list.error && <Skeleton lines={6} />}
        {list.data?.length === 0 && (
          <EmptyState icon="backups" title={t('backups.empty')}>
            {t('backups.emptyHint')}
          </EmptyState>
        )}
        {list.data && list.data.length > 0 && (
          <>
            <ListTools count={list.data.length} state={state} isBusy={isBusy} />
            <ArchiveList backups={list.data} open={place.id} onOpen={open} />
          </>
        )}
      </Screen>
    </WithDetails>
  );
}
