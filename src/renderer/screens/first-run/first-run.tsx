import { useState } from 'react';
import type { DropResult } from '../../../shared/ipc/shell-channels.ts';
import { usePlace, useShell } from '../../client/index.ts';
import { useTranslator } from '../../i18n/index.ts';
import { FirstFileStep } from './first-file-step.tsx';
import { ModelStep } from './model-step.tsx';
import { StepRail } from './step-rail.tsx';
import { WatchStep } from './watch-step.tsx';
import { WorkspaceStep } from './workspace-step.tsx';
import './first-run.css';

type Step = 'workspace' | 'model' | 'file' | 'watch';

const steps = ['workspace', 'model', 'file', 'watch'] as const satisfies readonly Step[];

/** From nothing to a first finished task, in four steps. */
export function FirstRun({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const shell = useShell();
  const [step, setStep] = useState<Step>('workspace');
  const [file, setFile] = useState<string>();
  const leave = (view: 'today' | 'approvals') => {
    goTo({ view, id: null });
    onDone();
  };
  const taken = ({ added: [first] }: DropResult) => {
    if (first === undefined) return;
    setFile(first.name);
    setStep('watch');
  };
  const state = shell?.employee;
  return (
    <main className="first-run" aria-label={t('first.steps')}>
      <div className="first-run-column">
        <StepRail current={steps.indexOf(step)} />
        {step === 'workspace' && (
          <WorkspaceStep
            suggested={state?.state === 'first_run' ? state.suggested : undefined}
            onOpened={() => setStep('model')}
          />
        )}
        {step === 'model' && <ModelStep onDone={() => setStep('file')} />}
        {step === 'file' && <FirstFileStep onTaken={taken} onSkip={() => leave('today')} />}
        {step === 'watch' && file !== undefined && <WatchStep fileName={file} onLeave={leave} />}
      </div>
    </main>
  );
}
