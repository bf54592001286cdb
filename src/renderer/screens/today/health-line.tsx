import { memo } from 'react';
import { usePlace, useQuery } from '../../client/index.ts';
import { Icon } from '../../components/icon.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** One line: is all well; and the way to what is not. */
export const HealthLine = memo(function HealthLine() {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const { data } = useQuery('health', {});
  if (!data) return null;
  const checks = Object.values(data.checks);
  const broken = checks.filter(({ status }) => status === 'UNHEALTHY').length;
  const degraded = checks.filter(({ status }) => status === 'DEGRADED').length;
  const line =
    broken > 0
      ? ({ tone: 'danger', icon: 'warning', text: t('today.healthBad', { count: broken }) } as const)
      : degraded > 0
        ? ({ tone: 'attention', icon: 'info', text: t('today.healthDegraded', { count: degraded }) } as const)
        : ({ tone: 'ok', icon: 'ok', text: t('today.healthGood') } as const);
  return (
    <button
      type="button"
      className={`health-line tone-${line.tone}`}
      onClick={() => goTo({ view: 'health', id: null })}
    >
      <Icon name={line.icon} />
      <span>{line.text}</span>
    </button>
  );
});
