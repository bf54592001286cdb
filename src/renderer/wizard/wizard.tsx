import { useState } from 'react';
import { useTopic } from '../client/index.ts';
import { AwayStep } from './away-step.tsx';
import { ChooseStep } from './choose-step.tsx';
import { type Draft, emptyDraft, undoDraft } from './draft.ts';
import { InspectedSteps } from './inspected-steps.tsx';
import { CancelledStep, ResultStep } from './result-step.tsx';
import { RunningStep } from './running-step.tsx';
import { useRestore } from './use-restore.ts';

/** From a backup to what is here, in five steps; whatever the employee does meanwhile, the window shows where it stands. */
export function Wizard() {
  const restore = useRestore();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const change = (changes: Partial<Draft>) => setDraft((now) => ({ ...now, ...changes }));
  // Asked for at an archive, from the list of the main window.
  useTopic('wizard', {}, ({ archive }) => {
    if (archive !== null) setDraft({ ...emptyDraft, step: 'inspect', archive });
  });
  const { phase, progress, error, cancellation, begin, dismiss } = restore;
  const again = () => {
    dismiss();
    setDraft(emptyDraft);
  };
  switch (phase.kind) {
    case 'away':
      return <AwayStep />;
    case 'running':
      return <RunningStep phase={phase} progress={progress} cancellation={cancellation} />;
    case 'cancelled':
      return <CancelledStep onAnother={again} />;
    case 'ended':
      return (
        <ResultStep
          report={phase.report}
          onUndo={(archive, parts) => {
            dismiss();
            // A report of another restore than this draft's own says nothing of its files.
            const own = phase.report.archive === draft.archive ? draft : emptyDraft;
            setDraft(undoDraft(own, archive, parts));
          }}
          onAnother={again}
        />
      );
    case 'free':
      return draft.archive === undefined || draft.step === 'choose' ? (
        <ChooseStep
          chosen={draft.archive}
          onChoose={(archive) => setDraft({ ...emptyDraft, step: 'inspect', archive })}
        />
      ) : (
        <InspectedSteps
          draft={draft}
          archive={draft.archive}
          error={error}
          onChange={change}
          onBegin={begin}
        />
      );
  }
}
