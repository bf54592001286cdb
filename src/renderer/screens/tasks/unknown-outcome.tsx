import type { ChannelParams } from '../../../shared/ipc/contract.ts';
import { useCommand } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useToasts } from '../../components/toasts.tsx';
import { useTranslator } from '../../i18n/index.ts';

type Outcome = ChannelParams<'recover.resolve'>['outcome'];

/** A call was under way when the employee was interrupted: only a person can say what became of it. */
export function UnknownOutcome({ id }: { readonly id: string }) {
  const { t } = useTranslator();
  const toasts = useToasts();
  const resolve = useCommand('recover.resolve');
  const say = async (outcome: Outcome) => {
    if ((await resolve.run({ id, outcome })) === undefined) return;
    toasts.show({ key: `task ${id}`, icon: 'check', text: t('task.resolved'), lastsMs: 5_000 });
  };
  const answer = (outcome: Outcome, text: string) => (
    <Button disabled={resolve.running} onPress={() => void say(outcome)}>
      {text}
    </Button>
  );
  return (
    <Card label={t('task.unknown')}>
      <div className="stack">
        <h3>{t('task.unknown')}</h3>
        <p className="muted">{t('task.unknownHint')}</p>
        <div className="row">
          {answer('happened', t('task.happened'))}
          {answer('did_not_happen', t('task.didNotHappen'))}
          {answer('retry', t('task.tryAgain'))}
        </div>
        {resolve.error && <ErrorNotice error={resolve.error} />}
      </div>
    </Card>
  );
}
