import { useDeferredValue } from 'react';
import { Screen } from '../../app/screen.tsx';
import { useNow, useStatus } from '../../client/index.ts';
import { LastRestore } from '../../components/last-restore.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { Checklists } from './checklists.tsx';
import { CostMeter } from './cost-meter.tsx';
import { HealthLine } from './health-line.tsx';
import { LatestResults } from './latest-results.tsx';
import { NeedsYou } from './needs-you.tsx';
import { Now } from './now.tsx';
import { Pipeline } from './pipeline.tsx';
import { TasksPerHour } from './tasks-per-hour.tsx';
import './today.css';

/** How long a restore is news. */
const dayMs = 86_400_000;

/** The two minutes a day: where work stands, what needs the person, what was done. */
export function TodayScreen() {
  const { t, formats } = useTranslator();
  const now = useNow();
  const status = useStatus();
  // The counts are told at once; the lists below them when there is time, in slices.
  const settled = useDeferredValue(status);
  return (
    <Screen title={t('view.today')} lead={formats.weekday(now)} actions={<HealthLine />}>
      {status === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <>
          <Pipeline status={status} />
          <LastRestore withinMs={dayMs} />
          <div className="today-columns">
            <div className="stack-wide">
              <NeedsYou count={status.queue.approvals} />
              <LatestResults />
            </div>
            <div className="stack-wide">
              <Now status={status} />
              <TasksPerHour />
              <CostMeter />
            </div>
          </div>
          <Checklists status={settled ?? status} />
        </>
      )}
    </Screen>
  );
}
