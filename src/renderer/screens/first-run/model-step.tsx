import { useState } from 'react';
import { useShell } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { KeyForm } from './key-form.tsx';

type Choice = 'offline' | 'model';

/** Offline with the built-in planner, or with a model and its key. */
export function ModelStep({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslator();
  const shell = useShell();
  const [choice, setChoice] = useState<Choice>('offline');
  const state = shell?.employee;
  return (
    <section className="first-step">
      <h1>{t('first.modelTitle')}</h1>
      <p className="muted">{t('first.modelLead')}</p>
      <fieldset className="first-choices">
        <legend className="visually-hidden">{t('first.modelTitle')}</legend>
        <ChoiceCard
          icon="shield"
          title={t('first.offline')}
          hint={t('first.offlineHint')}
          isChosen={choice === 'offline'}
          onChoose={() => setChoice('offline')}
        />
        <ChoiceCard
          icon="key"
          title={t('first.model')}
          hint={t('first.modelHint')}
          isChosen={choice === 'model'}
          onChoose={() => setChoice('model')}
        />
      </fieldset>
      {state?.state === 'failed' && <ErrorNotice error={state.error} />}
      {shell === undefined || state?.state === 'starting' ? (
        <Skeleton lines={1} />
      ) : choice === 'model' ? (
        <KeyForm storage={shell.secretStorage} onKept={onDone} />
      ) : (
        <div className="first-actions">
          <Button kind="primary" onPress={onDone}>
            {t('first.useOffline')}
          </Button>
        </div>
      )}
    </section>
  );
}

function ChoiceCard({
  icon,
  title,
  hint,
  isChosen,
  onChoose,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly hint: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <label className="first-choice">
      <input type="radio" name="model" className="first-radio" checked={isChosen} onChange={onChoose} />
      <Icon name={icon} size={20} />
      <span>
        <strong>{title}</strong>
        <span className="muted first-choice-hint">{hint}</span>
      </span>
    </label>
  );
}
