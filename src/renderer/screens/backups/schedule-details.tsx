import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { useQuery } from '../../client/index.ts';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useTranslator } from '../../i18n/index.ts';
import '../settings/settings.css';
import { BackupSettings } from './backup-settings.tsx';
import { CheckWords } from './check-words.tsx';
import { Places } from './places.tsx';
import { Rehearsal } from './rehearsal.tsx';

type State = ChannelResult<'backup.state'>;

/** When backups are made, how long they stay, where they lie, and how they are checked. */
export function ScheduleDetails({ state }: { readonly state: State | undefined }) {
  const { t } = useTranslator();
  const { data, error, again } = useQuery('config.list', {});
  if (state === undefined) return <Skeleton lines={6} />;
  return (
    <>
      <Section title={t('schedule.places')}>
        <Places destinations={state.destinations} />
      </Section>
      <Section title={t('schedule.when')}>
        {error && <ErrorNotice error={error} onRetry={again} />}
        <BackupSettings settings={new Map(data?.map((setting) => [setting.key, setting]))} />
      </Section>
      <Section title={t('schedule.checks')}>
        <KeyValue
          items={[
            { key: t('schedule.sample'), value: <CheckWords check={state.last_sample} /> },
            { key: t('schedule.full'), value: <CheckWords check={state.last_full_check} /> },
            { key: t('schedule.rehearsal'), value: <CheckWords check={state.last_rehearsal} /> },
          ]}
        />
        <Rehearsal isBusy={state.running !== null} />
      </Section>
    </>
  );
}
