import { useEffect } from 'react';
import { useCommand, useQuery, useSession } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Note } from '../../components/note.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useToasts } from '../../components/toasts.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { PolicyPreview } from './policy-preview.tsx';

/** The rules in force, a change that waits for the person, and a way to try them. */
export function PolicySection() {
  const { t } = useTranslator();
  const { data, error, again } = useQuery('policy.show', {});
  const handbook = useCommand('open.handbook');
  // Whoever comes back may have edited the handbook meanwhile.
  useEffect(() => {
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [again]);
  const openHandbook = (
    <Button kind="quiet" icon="outside" onPress={() => void handbook.run({})}>
      {t('settings.handbook')}
    </Button>
  );
  return (
    <div className="settings-form">
      {handbook.error && <ErrorNotice error={handbook.error} />}
      {data?.unconfirmed && <Unconfirmed />}
      {data?.problem && (
        <Note title={t('settings.policyProblem')} icon="warning" tone="danger">
          <UntrustedText>{data.problem}</UntrustedText>
        </Note>
      )}
      <Section title={t('settings.rules')} actions={openHandbook}>
        <p className="muted">{t('settings.rulesHint')}</p>
        {error && <ErrorNotice error={error} onRetry={again} />}
        {data === undefined && !error && <Skeleton lines={4} />}
        <ul className="rules">
          {data?.rules.map((rule) => (
            <li key={rule}>
              <UntrustedText>{rule}</UntrustedText>
            </li>
          ))}
        </ul>
      </Section>
      <PolicyPreview />
    </div>
  );
}

function Unconfirmed() {
  const { t } = useTranslator();
  const { queries } = useSession();
  const toasts = useToasts();
  const confirm = useCommand('policy.confirm');
  const run = async () => {
    if ((await confirm.run({})) === undefined) return;
    queries.invalidate('policy.show');
    toasts.show({ key: 'policy', icon: 'check', text: t('settings.confirmed'), lastsMs: 5_000 });
  };
  return (
    <>
      <Note
        title={t('settings.unconfirmed')}
        icon="warning"
        tone="attention"
        action={
          <Button pending={confirm.running} onPress={() => void run()}>
            {t('settings.confirm')}
          </Button>
        }
      >
        {t('settings.unconfirmedHint')}
      </Note>
      {confirm.error && <ErrorNotice error={confirm.error} />}
    </>
  );
}
