import { useState } from 'react';
import { useCommand, useSession } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Note } from '../../components/note.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { Work } from './work.tsx';

/** Restores the newest verified backup into a scratch folder, and says whether all of it came back. */
export function Rehearsal({ isBusy }: { readonly isBusy: boolean }) {
  const { t } = useTranslator();
  const { queries } = useSession();
  const rehearse = useCommand('backup.rehearse');
  const [outcome, setOutcome] = useState<{ readonly ok: boolean; readonly report_path: string }>();
  const run = async () => {
    setOutcome(undefined);
    setOutcome(await rehearse.run({}));
    queries.invalidate('backup.state');
  };
  return (
    <div className="stack">
      <div>
        <Button
          icon="retry"
          disabled={isBusy && !rehearse.running}
          pending={rehearse.running}
          onPress={() => void run()}
        >
          {t('backups.rehearse')}
        </Button>
      </div>
      {rehearse.running && <Work running="rehearsal" onCancel={rehearse.cancel} />}
      {rehearse.error && <ErrorNotice error={rehearse.error} onRetry={() => void run()} />}
      {outcome && (
        <div role="status">
          <Note
            icon={outcome.ok ? 'ok' : 'warning'}
            tone={outcome.ok ? 'neutral' : 'danger'}
            title={t(outcome.ok ? 'rehearse.good' : 'rehearse.bad')}
          >
            <code className="small">
              <UntrustedText>{outcome.report_path}</UntrustedText>
            </code>
          </Note>
        </div>
      )}
    </div>
  );
}
