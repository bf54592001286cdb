import type { Health } from '../../../shared/status.ts';
import { Screen } from '../../app/screen.tsx';
import { useQuery } from '../../client/index.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { Card, Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import type { IconName } from '../../components/icon.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { Phrase, useTranslator } from '../../i18n/index.ts';
import { CheckLine } from './check-line.tsx';
import { Recovery } from './recovery.tsx';
import { Validation } from './validation.tsx';
import './health.css';

export const healthLooks = {
  HEALTHY: ['ok', 'ok'],
  DEGRADED: ['attention', 'warning'],
  UNHEALTHY: ['danger', 'warning'],
} as const satisfies Record<Health['overall_status'], readonly [Tone, IconName]>;

/** Every check with its finding, what is broken first; and what puts things right. */
export function HealthScreen() {
  const { t } = useTranslator();
  const { data, error, again } = useQuery('health', {});
  return (
    <Screen title={t('view.health')} lead={data && <Checked health={data} />}>
      {error && <ErrorNotice error={error} onRetry={again} />}
      {data === undefined && !error && <Skeleton lines={8} />}
      {data && <Critical health={data} />}
      {data && <Checks health={data} />}
      <Validation />
      <Recovery />
    </Screen>
  );
}

function Checked({ health: { overall_status, timestamp } }: { readonly health: Health }) {
  const { t } = useTranslator();
  const [tone, icon] = healthLooks[overall_status];
  return (
    <span className="row">
      <Badge tone={tone} icon={icon}>
        {t(`health.${overall_status}`)}
      </Badge>
      <span className="small">
        <Phrase k="health.checked" values={{ time: <RelativeTime at={timestamp} /> }} />
      </span>
    </span>
  );
}

function Critical({ health: { critical_failures } }: { readonly health: Health }) {
  const { t } = useTranslator();
  if (critical_failures.length === 0) return null;
  return (
    <div role="alert" className="critical">
      <Card>
        <h2 className="tone-danger">{t('health.critical')}</h2>
        <ul className="stack">
          {critical_failures.map((failure) => (
            <li key={failure}>
              <UntrustedText>{failure}</UntrustedText>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

const order = { UNHEALTHY: 0, DEGRADED: 1, HEALTHY: 2 } as const;
const names = [
  'services',
  'task_queue',
  'api',
  'vault',
  'audit',
  'disk_space',
  'backups',
  'logs',
] as const satisfies readonly (keyof Health['checks'])[];

export type CheckName = (typeof names)[number];

function Checks({ health: { checks } }: { readonly health: Health }) {
  const { t } = useTranslator();
  const sorted = names.toSorted((a, b) => order[checks[a].status] - order[checks[b].status]);
  return (
    <Section title={t('health.checks')}>
      <ul className="checks">
        {sorted.map((name) => (
          <CheckLine key={name} name={name} check={checks[name]} />
        ))}
      </ul>
    </Section>
  );
}
