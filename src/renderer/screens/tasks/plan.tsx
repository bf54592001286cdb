import type { Task, TaskAction } from '../../../shared/task.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { Section } from '../../components/card.tsx';
import type { IconName } from '../../components/icon.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import './plan.css';

/** What the employee made of the task: its thoughts, then each call with its literal arguments and what came back. */
export function PlanView({ task: { plan, actions = [] } }: { readonly task: Task }) {
  const { t, formats } = useTranslator();
  const title = t('task.plan');
  if (plan === undefined) {
    return (
      <Section title={title}>
        <p className="muted">{t('task.noPlan')}</p>
        <Calls actions={actions} />
      </Section>
    );
  }
  return (
    <Section title={title}>
      <KeyValue
        items={[
          { key: t('task.thought'), value: <UntrustedText>{plan.thought_process}</UntrustedText> },
          { key: t('task.risk'), value: <UntrustedText>{plan.risk_assessment}</UntrustedText> },
          {
            key: t('task.confidence'),
            value: t('task.confidenceOf', { percent: formats.percent(plan.confidence) }),
          },
        ]}
      />
      <Calls actions={actions} />
    </Section>
  );
}

function Calls({ actions }: { readonly actions: readonly TaskAction[] }) {
  const { t } = useTranslator();
  if (actions.length === 0) return null;
  return (
    <>
      <h3>{t('task.calls', { count: actions.length })}</h3>
      <ol className="calls">
        {actions.map((action) => (
          <li key={action.id} className="call">
            <Call action={action} />
          </li>
        ))}
      </ol>
    </>
  );
}

const looks = {
  planned: ['neutral', 'clock'],
  done: ['ok', 'check'],
  failed: ['danger', 'cross'],
  skipped: ['neutral', 'cross'],
  outcome_unknown: ['attention', 'warning'],
} as const satisfies Record<TaskAction['status'], readonly [Tone, IconName]>;

function Call({ action }: { readonly action: TaskAction }) {
  const { t } = useTranslator();
  const [tone, icon] = looks[action.status];
  const given = JSON.stringify(action.arguments, null, 2);
  return (
    <>
      <div className="row-apart">
        <code>
          <UntrustedText>{t('call.name', action)}</UntrustedText>
        </code>
        <span className="row">
          <Badge icon="shield">{t(`risk.${action.risk}`)}</Badge>
          <Badge tone={tone} icon={icon}>
            {t(`task.call.${action.status}`)}
          </Badge>
        </span>
      </div>
      {given !== '{}' && (
        <code className="call-arguments">
          <UntrustedText>{given}</UntrustedText>
        </code>
      )}
      {action.result && (
        <p className="call-result">
          <span className="muted">{t('task.callResult')}: </span>
          <UntrustedText>{action.result}</UntrustedText>
        </p>
      )}
    </>
  );
}
