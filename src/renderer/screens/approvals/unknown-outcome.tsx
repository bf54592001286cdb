import { Button } from '../../components/button.tsx';
import { useTranslator } from '../../i18n/index.ts';
import type { Decision } from './use-decision.tsx';

/** A call was under way when the employee was interrupted: only a person can say what became of it. */
export function UnknownOutcome({ decision }: { readonly decision: Decision }) {
  const { t } = useTranslator();
  return (
    <div className="stack">
      <h3>{t('approvals.unknown')}</h3>
      <div className="decision-answers decision-answers-three">
        <Button icon="check" disabled={decision.running} onPress={() => void decision.resolve('happened')}>
          {t('approvals.happened')}
        </Button>
        <Button
          icon="cross"
          disabled={decision.running}
          onPress={() => void decision.resolve('did_not_happen')}
        >
          {t('approvals.didNotHappen')}
        </Button>
        <Button icon="retry" disabled={decision.running} onPress={() => void decision.resolve('retry')}>
          {t('approvals.doAgain')}
        </Button>
      </div>
    </div>
  );
}
