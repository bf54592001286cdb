import type { ClientError } from '../client/index.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Note } from '../components/note.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import { Phrase, useTranslator } from '../i18n/index.ts';
import { chosenParts, type Draft, type Inspection, isComplete, type PartDifference } from './draft.ts';
import { usePartWords } from './part-words.ts';
import { StepFrame } from './step-frame.tsx';
import './confirm-step.css';

/** What will happen, in its order; the button says what it does. */
export function ConfirmStep({
  draft,
  inspection,
  error,
  onChange,
  onBegin,
}: {
  readonly draft: Draft;
  readonly inspection: Inspection;
  readonly error: ClientError | undefined;
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly onBegin: () => void;
}) {
  const { t, formats } = useTranslator();
  const wanted = chosenParts(draft, inspection);
  const parts = inspection.parts.filter(({ part }) => wanted.includes(part));
  const action = useActionWords(draft, parts);
  return (
    <StepFrame
      step="confirm"
      title={t('restore.confirm.title')}
      lead={
        <Phrase
          k="restore.confirm.from"
          values={{
            archive: <UntrustedText>{inspection.archive}</UntrustedText>,
            time: formats.dayAndTime(new Date(inspection.created_at)),
          }}
        />
      }
      actions={
        <>
          <Button onPress={() => onChange({ step: 'select' })}>{t('restore.back')}</Button>
          <Button kind="primary" disabled={!isComplete(draft, inspection)} onPress={onBegin}>
            {action}
          </Button>
        </>
      }
    >
      {error && (
        <div className="stack">
          <p>{t('restore.confirm.failed')}</p>
          <ErrorNotice error={error} />
        </div>
      )}
      <ol className="confirm-order">
        <li>{t('restore.confirm.safety')}</li>
        <li>{t('restore.confirm.check')}</li>
        <li>{t('restore.confirm.stop')}</li>
        <li>
          {draft.scope === 'files' ? (
            t('restore.confirm.swapFiles', { count: draft.files.size })
          ) : (
            <>
              {t('restore.confirm.swap')}
              <Changes parts={parts} />
            </>
          )}
        </li>
        <li>{t('restore.confirm.start')}</li>
      </ol>
      <Note icon="shield" title={t('restore.confirm.rollback')} />
    </StepFrame>
  );
}

function Changes({ parts }: { readonly parts: readonly PartDifference[] }) {
  const { t } = useTranslator();
  const words = usePartWords();
  return (
    <dl className="confirm-changes">
      {parts.map((part) => (
        <div key={part.part}>
          <dt>{t(`part.${part.part}`)}</dt>
          <dd>
            <p>{words(part)}</p>
            {part.consequences.map((sentence) => (
              <p key={sentence} className="small muted">
                <UntrustedText>{sentence}</UntrustedText>
              </p>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** "Replace 3 files and bring back 12", as far as that is known. */
function useActionWords(draft: Draft, parts: readonly PartDifference[]): string {
  const { t } = useTranslator();
  if (draft.scope === 'files') return t('restore.confirm.files', { count: draft.files.size });
  const changed = parts.reduce((sum, part) => sum + part.changed, 0);
  const added = parts.reduce((sum, part) => sum + part.new, 0);
  if (changed === 0 || added === 0) return t('restore.confirm.whole', { count: parts.length });
  return t('restore.confirm.replace', {
    changed: t('restore.confirm.notes', { count: changed }),
    new: added,
  });
}
