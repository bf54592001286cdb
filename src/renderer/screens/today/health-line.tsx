import { memo } from 'react';
import type { HealthCheck } from '../../../shared/status.ts';
import { quarantinePlace } from '../../app/quarantine-place.ts';
import { usePlace, useQuery } from '../../client/index.ts';
import { Icon } from '../../components/icon.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

const names = ['services', 'task_queue', 'logs', 'audit', 'disk_space', 'vault', 'api', 'backups'] as const;

type CheckName = (typeof names)[number];

/** One line: is all well; the one thing that is not, in its own words; and the way to it. */
export const HealthLine = memo(function HealthLine() {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const { data } = useQuery('health', {});
  if (!data) return null;
  const unwell = names.filter((name) => data.checks[name].status !== 'HEALTHY');
  const broken = unwell.filter((name) => data.checks[name].status === 'UNHEALTHY').length;
  const degraded = unwell.length - broken;
  const [only, ...others] = unwell;
  const finding = only !== undefined && others.length === 0 ? data.checks[only].message : undefined;
  const isSetAside = finding !== undefined && isOnlyQuarantine(data.checks.task_queue, only);
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
      onClick={() => goTo(isSetAside ? quarantinePlace : { view: 'health', id: null })}
    >
      <Icon name={line.icon} />
      {finding === undefined ? (
        <span>{line.text}</span>
      ) : (
        <span className="truncate" title={finding}>
          <UntrustedText>{finding}</UntrustedText>
        </span>
      )}
    </button>
  );
});

/** Nothing but files that were set aside: their reasons are the next thing to read. */
function isOnlyQuarantine({ message, details }: HealthCheck, only: CheckName | undefined): boolean {
  return only === 'task_queue' && Number(details?.quarantine) > 0 && !message.includes(';');
}
