import { useEffect, useRef } from 'react';
import { type RestoreStep, restoreSteps } from '../../shared/commands/restore.ts';
import type { Progress as ProgressMessage } from '../../shared/events.ts';
import { useCommand } from '../client/index.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Icon } from '../components/icon.tsx';
import { Progress } from '../components/progress.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import { useTranslator } from '../i18n/index.ts';
import type { Phase } from './phase.ts';
import { StepFrame } from './step-frame.tsx';
import type { Cancellation } from './use-restore.ts';
import './running-step.css';

/** The restore under way: which step, how far, and the way out as long as there is one. */
export function RunningStep({
  phase,
  progress,
  cancellation,
}: {
  readonly phase: Extract<Phase, { kind: 'running' }>;
  readonly progress: ProgressMessage | undefined;
  readonly cancellation: Cancellation;
}) {
  const { t } = useTranslator();
  const close = useCommand('shell.close-restore');
  const { step, canCancel, restarting, archive } = phase;
  const lateNote = useRef<HTMLParagraphElement>(null);
  const couldCancel = useRef(canCancel);
  // The button that may have the focus goes: what takes its place is what the person has to hear.
  useEffect(() => {
    if (couldCancel.current && !canCancel) lateNote.current?.focus();
    couldCancel.current = canCancel;
  }, [canCancel]);
  const current = progress?.step === step ? progress : undefined;
  return (
    <StepFrame
      step="done"
      title={t('restore.running.title')}
      lead={<UntrustedText>{archive}</UntrustedText>}
      actions={
        <>
          <span className="muted small step-frame-first">{t('restore.running.closable')}</span>
          <Button onPress={() => void close.run({})}>{t('restore.close')}</Button>
          {canCancel && (
            <Button kind="danger" pending={cancellation.state === 'asked'} onPress={cancellation.ask}>
              {t('restore.running.cancel')}
            </Button>
          )}
        </>
      }
    >
      <ol className="running-steps">
        {restoreSteps.map((name) => (
          <StepLine key={name} name={name} current={step} progress={current} />
        ))}
      </ol>
      <p ref={lateNote} role="status" tabIndex={-1} className="running-note muted">
        {cancellation.state === 'late' && <span>{t('restore.running.tooLate')} </span>}
        {t(
          restarting
            ? 'restore.running.restarting'
            : canCancel
              ? 'restore.running.safe'
              : 'restore.running.late',
        )}
      </p>
      {cancellation.error && <ErrorNotice error={cancellation.error} />}
    </StepFrame>
  );
}

function StepLine({
  name,
  current,
  progress,
}: {
  readonly name: RestoreStep;
  readonly current: RestoreStep;
  /** Of the current step. */
  readonly progress: ProgressMessage | undefined;
}) {
  const { t } = useTranslator();
  const distance = restoreSteps.indexOf(name) - restoreSteps.indexOf(current);
  const state = distance < 0 ? 'done' : distance === 0 ? 'now' : 'later';
  return (
    <li className={`running-step running-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
      <span className="running-mark" aria-hidden="true">
        {state === 'done' && <Icon name="check" />}
        {state === 'now' && <Icon name="chevron" />}
      </span>
      <div className="running-words">
        <span>{t(`restore.running.step.${name}`)}</span>
        <span className="visually-hidden">{t(`restore.running.${state}`)}</span>
        {state === 'now' && progress !== undefined && progress.total > 0 && (
          <Progress
            hideLabel
            label={t(`restore.running.step.${name}`)}
            done={progress.done}
            total={progress.total}
            unit={progress.unit}
            files={progress.unit === 'bytes' ? progress.files : undefined}
            leftMs={progress.seconds_left === undefined ? undefined : progress.seconds_left * 1_000}
          />
        )}
      </div>
    </li>
  );
}
