import { useState } from 'react';
import { useCommand, useStatus } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useToasts } from '../../components/toasts.tsx';
import { useTranslator } from '../../i18n/index.ts';

type Recovering = 'stuck' | 'pending';

/** Pausing, and returning tasks to the inbox: asked first, because work begun is begun again. */
export function Recovery() {
  const { t } = useTranslator();
  const [asking, setAsking] = useState<Recovering>();
  return (
    <Section title={t('health.recovery')}>
      <div className="remedies">
        <PauseSwitch />
        {(['stuck', 'pending'] as const).map((what) => (
          <div key={what} className="remedy">
            <div>
              <p>{t(`health.${what}`)}</p>
              <p className="muted">{t(`health.${what}Hint`)}</p>
            </div>
            <Button label={t(`health.${what}`)} onPress={() => setAsking(what)}>
              {t('health.return')}
            </Button>
          </div>
        ))}
      </div>
      {asking && <Return what={asking} onClose={() => setAsking(undefined)} />}
    </Section>
  );
}

function PauseSwitch() {
  const { t } = useTranslator();
  const status = useStatus();
  const pause = useCommand('pause');
  const resume = useCommand('resume');
  if (status === undefined) return null;
  const { paused } = status;
  const { run, running, error } = paused ? resume : pause;
  return (
    <div className="remedy">
      <div>
        <p>{t('health.run')}</p>
        <p className="muted">{t(paused ? 'health.pausedHint' : 'health.running')}</p>
      </div>
      <Button icon={paused ? 'play' : 'pause'} pending={running} onPress={() => void run({})}>
        {t(paused ? 'action.resume' : 'action.pause')}
      </Button>
      {error && <ErrorNotice error={error} />}
    </div>
  );
}

function Return({ what, onClose }: { readonly what: Recovering; readonly onClose: () => void }) {
  const { t } = useTranslator();
  const toasts = useToasts();
  const command = useCommand(what === 'stuck' ? 'recover.clean-stuck' : 'recover.reset-pending');
  const run = async () => {
    const answer = await command.run({});
    if (answer === undefined) return;
    const text = t('health.returned', { count: answer.returned.length });
    toasts.show({ key: 'recovery', icon: 'check', text, lastsMs: 6_000 });
    onClose();
  };
  return (
    <Confirm
      title={t(`health.${what}`)}
      action={t('health.return')}
      running={command.running}
      error={command.error}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <p>{t(`health.${what}Hint`)}</p>
    </Confirm>
  );
}
