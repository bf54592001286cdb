import { useState } from 'react';
import type { DropResult } from '../../../shared/ipc/shell-channels.ts';
import { usePlace, useShell } from '../../client/index.ts';
import { StepRail } from '../../components/step-rail.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { FirstFileStep } from './first-file-step.tsx';
import { ModelStep } from './model-step.tsx';
import { WatchStep } from './watch-step.tsx';
import { WorkspaceStep } from './workspace-step.tsx';
import './first-run.css';

type Step = 'workspace' | 'model' | 'file' | 'watch';

const steps = ['workspace', 'model', 'file', 'watch'] as const satisfies readonly Step[];
const names = ['first.stepWorkspace', 'first.stepModel', 'first.stepFile', 'first.stepDone'] as const;

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
        <StepRail
          label={t('first.steps')}
          names={names.map((name) => t(name))}
          current={steps.indexOf(step)}
        />
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
