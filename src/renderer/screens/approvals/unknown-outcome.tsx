import { OutcomeAnswers } from '../../components/outcome-answers.tsx';
import { useTranslator } from '../../i18n/index.ts';
import type { Decision } from './use-decision.tsx';

/** A call was under way when the employee was interrupted: only a person can say what became of it. */
export function UnknownOutcome({
  decision,
  isReadable,
}: {
  readonly decision: Decision;
  readonly isReadable: boolean;
}) {
  const { t } = useTranslator();
  return (
    <div className="stack">
      <h3>{t('outcome.question')}</h3>
      <div className="decision-answers decision-answers-three">
        <OutcomeAnswers
          disabled={decision.running || !isReadable}
          onAnswer={(outcome) => void decision.resolve(outcome)}
        />
      </div>
    </div>
  );
}
