import type { ApprovalAction } from '../../../shared/approval.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { Section } from '../../components/card.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { ArgumentValue } from './argument-value.tsx';

const tones = { low: 'ok', medium: 'attention', high: 'danger' } as const satisfies Record<string, Tone>;

/** Exactly what will run: each call with its literal arguments. */
export function Calls({ actions }: { readonly actions: readonly ApprovalAction[] }) {
  const { t } = useTranslator();
  return (
    <Section title={t('approvals.willRun', { count: actions.length })}>
      <ol className="stack">
        {actions.map((action) => (
          <li key={action.id} className="approval-call">
            <Call action={action} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Call({ action }: { readonly action: ApprovalAction }) {
  const { t } = useTranslator();
  const given = Object.entries(action.arguments);
  return (
    <>
      <div className="row-apart">
        <code className="approval-tool">
          <UntrustedText>{t('call.name', action)}</UntrustedText>
        </code>
        <Badge tone={tones[action.risk]} icon="shield">
          {t(`risk.${action.risk}`)}
        </Badge>
      </div>
      {given.length === 0 ? (
        <p className="muted">{t('approvals.noArguments')}</p>
      ) : (
        <KeyValue
          items={given.map(([key, value]) => ({
            id: key,
            key: <UntrustedText>{key}</UntrustedText>,
            value: <ArgumentValue value={value} />,
          }))}
        />
      )}
    </>
  );
}
