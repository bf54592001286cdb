import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { LastRestore } from '../../components/last-restore.tsx';
import { Note } from '../../components/note.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { Phrase, useTranslator } from '../../i18n/index.ts';

/** What went wrong last, what to know of the places, and what the last restore did. */
export function Notices({
  state,
  onRetry,
}: {
  readonly state: ChannelResult<'backup.state'> | undefined;
  readonly onRetry: (() => void) | undefined;
}) {
  const { t } = useTranslator();
  const failure = state?.last_failure ?? null;
  const warnings = state?.warnings ?? [];
  return (
    <div className="stack backup-notices">
      {failure !== null && (
        <Note
          icon="warning"
          tone="danger"
          title={t('backups.failed')}
          action={onRetry && <Button onPress={onRetry}>{t('action.retry')}</Button>}
        >
          <Phrase
            k="backups.failedLine"
            values={{
              time: <RelativeTime at={failure.at} />,
              why: <UntrustedText>{failure.message}</UntrustedText>,
            }}
          />
        </Note>
      )}
      {warnings.map((warning) => (
        <Note
          key={warning}
          icon="warning"
          tone="attention"
          title={<UntrustedText>{warning}</UntrustedText>}
        />
      ))}
      <LastRestore withinMs={7 * 86_400_000} />
    </div>
  );
}
