import { useState } from 'react';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { useCommand, usePlace } from '../../client/index.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** The runbook's check after a start: a file goes all the way through. */
export function Validation() {
  const { t } = useTranslator();
  const validate = useCommand('validate');
  const [outcome, setOutcome] = useState<ChannelResult<'validate'>>();
  const run = async () => {
    setOutcome(undefined);
    setOutcome(await validate.run({}));
  };
  return (
    <Section title={t('health.validate')}>
      <div className="row-apart">
        <p className="muted health-hint">{t('health.validateHint')}</p>
        <Button icon="play" pending={validate.running} onPress={() => void run()}>
          {t('health.validate')}
        </Button>
      </div>
      <div role="status">{outcome && <Outcome outcome={outcome} />}</div>
      {validate.error && <ErrorNotice error={validate.error} />}
    </Section>
  );
}

function Outcome({ outcome }: { readonly outcome: ChannelResult<'validate'> }) {
  const { t, formats } = useTranslator();
  const [, goTo] = usePlace();
  const { passed, duration_ms, message, task_id } = outcome;
  return (
    <p className="row">
      <Badge tone={passed ? 'ok' : 'danger'} icon={passed ? 'ok' : 'warning'}>
        {passed
          ? t('health.validatePassed', { time: formats.duration(duration_ms) })
          : t('health.validateFailed')}
      </Badge>
      {!passed && <UntrustedText>{message}</UntrustedText>}
      {task_id !== null && (
        <button type="button" className="link" onClick={() => goTo({ view: 'tasks', id: task_id })}>
          {t('audit.openTask')}
        </button>
      )}
    </p>
  );
}
