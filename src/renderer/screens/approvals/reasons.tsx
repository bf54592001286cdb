import { useCommand, usePlace } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { Phrase, useTranslator } from '../../i18n/index.ts';
import type { ApprovalDetails } from './approval-card.tsx';

/** The rules that ask, and what the employee itself thinks of it. */
export function Reasons({ details: { request, rules } }: { readonly details: ApprovalDetails }) {
  const { t, formats } = useTranslator();
  const [, goTo] = usePlace();
  const handbook = useCommand('open.handbook');
  return (
    <Section title={t('approvals.why')}>
      <ul className="stack">
        {rules.length === 0 && (
          <li className="own-lines">
            <UntrustedText>{request.reason}</UntrustedText>
          </li>
        )}
        {rules.map(({ id, text }) => (
          <li key={id} className="own-lines">
            <UntrustedText>{text}</UntrustedText>
            <code className="muted small approval-rule">
              <Phrase k="approvals.rule" values={{ id: <UntrustedText>{id}</UntrustedText> }} />
            </code>
          </li>
        ))}
      </ul>
      {request.recommendation && (
        <p className="muted">
          <Phrase
            k="approvals.recommendation"
            values={{
              confidence: formats.percent(request.ai_confidence),
              text: <UntrustedText>{request.recommendation}</UntrustedText>,
            }}
          />
        </p>
      )}
      <div className="row approval-links">
        <Button kind="quiet" icon="note" onPress={() => void handbook.run({})}>
          {t('approvals.handbook')}
        </Button>
        <Button kind="quiet" icon="tasks" onPress={() => goTo({ view: 'tasks', id: request.task_id })}>
          {t('approvals.openTask')}
        </Button>
      </div>
      {handbook.error && <ErrorNotice error={handbook.error} />}
    </Section>
  );
}
