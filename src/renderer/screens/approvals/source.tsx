import { useState } from 'react';
import { useCommand } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { UntrustedBlock } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import type { ApprovalDetails } from './approval-card.tsx';

/** Characters shown at first; a source may hold a million. */
const firstPart = 8_000;

/** The text that the request came from, as planner and policy saw it. */
export function Source({ details: { task, text } }: { readonly details: ApprovalDetails }) {
  const { t, formats } = useTranslator();
  const [isWhole, setWhole] = useState(false);
  const original = useCommand('open.original');
  const whole = text ?? task.context?.contents ?? '';
  const shown = isWhole ? whole : whole.slice(0, firstPart);
  const title = t('approvals.source');
  return (
    <Section title={title}>
      {whole === '' ? (
        <p className="muted">{t('approvals.noSource')}</p>
      ) : (
        <UntrustedBlock label={title}>{shown}</UntrustedBlock>
      )}
      <div className="row approval-links">
        {shown.length < whole.length && (
          <Button kind="quiet" onPress={() => setWhole(true)}>
            {t('approvals.showAll', { size: formats.bytes(whole.length) })}
          </Button>
        )}
        <Button kind="quiet" icon="folder" onPress={() => void original.run({ task_id: task.task_id })}>
          {t('original.show')}
        </Button>
      </div>
      {original.error && <ErrorNotice error={original.error} />}
    </Section>
  );
}
