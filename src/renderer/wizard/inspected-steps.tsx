import { useState } from 'react';
import type { Progress as ProgressMessage } from '../../shared/events.ts';
import type { ChannelParams } from '../../shared/ipc/contract.ts';
import { type ClientError, useQuery, useTopic } from '../client/index.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Progress } from '../components/progress.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import { useTranslator } from '../i18n/index.ts';
import { ConfirmStep } from './confirm-step.tsx';
import { type Draft, startParams } from './draft.ts';
import { InspectStep } from './inspect-step.tsx';
import { SelectStep } from './select-step.tsx';
import { StepFrame } from './step-frame.tsx';

/** The steps that need to know what is in the archive: it is read once, for all of them. */
export function InspectedSteps({
  draft,
  archive,
  error,
  onChange,
  onBegin,
}: {
  readonly draft: Draft;
  readonly archive: string;
  /** Why the restore was not begun. */
  readonly error: ClientError | undefined;
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly onBegin: (params: ChannelParams<'restore.start'>) => void;
}) {
  const { data: inspection, error: failure, again } = useQuery('restore.inspect', { archive });
  if (inspection === undefined) {
    return (
      <ReadingStep
        archive={archive}
        failure={failure}
        onRetry={again}
        onBack={() => onChange({ step: 'choose' })}
      />
    );
  }
  const shared = { draft, inspection, onChange };
  switch (draft.step) {
    case 'choose':
    case 'inspect':
      return <InspectStep {...shared} key="inspect" />;
    case 'select':
      return <SelectStep {...shared} key="select" />;
    case 'confirm':
      return (
        <ConfirmStep
          {...shared}
          key="confirm"
          error={error}
          onBegin={() => onBegin(startParams(draft, inspection))}
        />
      );
  }
}

/** While the archive is read, and when that fails. */
function ReadingStep({
  archive,
  failure,
  onRetry,
  onBack,
}: {
  readonly archive: string;
  readonly failure: ClientError | undefined;
  readonly onRetry: () => void;
  readonly onBack: () => void;
}) {
  const { t } = useTranslator();
  const [progress, setProgress] = useState<ProgressMessage>();
  useTopic('progress', {}, (message) => {
    if (message.work === 'backup.verify' || message.work === 'restore') setProgress(message);
  });
  return (
    <StepFrame
      step="inspect"
      title={t('restore.inspect.title')}
      lead={<UntrustedText>{archive}</UntrustedText>}
      actions={<Button onPress={onBack}>{t('restore.back')}</Button>}
    >
      {failure ? (
        <ErrorNotice error={failure} onRetry={onRetry} />
      ) : (
        <>
          <div role="status">
            <p>{t('restore.inspect.reading')}</p>
            <p className="muted">{t('restore.inspect.readingHint')}</p>
          </div>
          {progress ? (
            <Progress
              label={t('restore.running.step.checking')}
              done={progress.done}
              total={progress.total}
              unit={progress.unit}
              files={progress.files}
              leftMs={progress.seconds_left === undefined ? undefined : progress.seconds_left * 1_000}
            />
          ) : (
            <Skeleton lines={5} />
          )}
        </>
      )}
    </StepFrame>
  );
}
