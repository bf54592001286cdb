import { memo, useMemo } from 'react';
import { useQuery } from '../../client/index.ts';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Plot } from '../../components/plot.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** How much was done in each hour of the last day. */
export const TasksPerHour = memo(function TasksPerHour() {
  const { t, formats } = useTranslator();
  const { data, error, again } = useQuery('activity', {});
  const plot = useMemo(() => {
    const hours = data?.hours ?? [];
    return {
      at: hours.map(({ start }) => Date.parse(start) / 1_000),
      // What failed is drawn over all that ended, so that a bar shows both.
      series: [
        {
          label: t('today.seriesCompleted'),
          tone: 'accent' as const,
          values: hours.map(({ completed, failed }) => completed + failed),
        },
        {
          label: t('today.seriesFailed'),
          tone: 'danger' as const,
          values: hours.map(({ failed }) => failed),
        },
      ],
      completed: hours.reduce((sum, hour) => sum + hour.completed, 0),
      failed: hours.reduce((sum, hour) => sum + hour.failed, 0),
    };
  }, [data, t]);
  const { at, series, completed, failed } = plot;
  return (
    <Section title={t('today.perHour')}>
      {error && <ErrorNotice error={error} onRetry={again} />}
      {!data && !error && <Skeleton lines={3} />}
      {data && completed + failed === 0 && <p className="muted">{t('today.noActivity')}</p>}
      {completed + failed > 0 && (
        <Plot
          kind="bars"
          at={at}
          series={series}
          format={formats.wholeNumber}
          summary={t('today.perHourSummary', { completed, failed })}
        />
      )}
    </Section>
  );
});
