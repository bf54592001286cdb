import { useCommand } from '../../client/index.ts';
import { Card } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { type Outcome, OutcomeAnswers } from '../../components/outcome-answers.tsx';
import { useToasts } from '../../components/toasts.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** A call was under way when the employee was interrupted: only a person can say what became of it. */
export function UnknownOutcome({ id }: { readonly id: string }) {
  const { t } = useTranslator();
  const toasts = useToasts();
  const resolve = useCommand('recover.resolve');
  const say = async (outcome: Outcome) => {
    if ((await resolve.run({ id, outcome })) === undefined) return;
    toasts.show({ key: `task ${id}`, icon: 'check', text: t('task.resolved'), lastsMs: 5_000 });
  };
  return (
    <Card label={t('outcome.question')}>
      <div className="stack">
        <h3>{t('outcome.question')}</h3>
        <p className="muted">{t('task.unknownHint')}</p>
        <div className="row">
          <OutcomeAnswers disabled={resolve.running} onAnswer={(outcome) => void say(outcome)} />
        </div>
        {resolve.error && <ErrorNotice error={resolve.error} />}
      </div>
    </Card>
  );
}
