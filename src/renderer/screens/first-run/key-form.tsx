import { useState } from 'react';
import type { ShellState } from '../../../shared/shell.ts';
import { useCommand, usePreferences } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Switch, TextField } from '../../components/fields.tsx';
import { useTranslator } from '../../i18n/index.ts';

const keyName = 'OPENAI_API_KEY';

/** The key of a model, with the truth about how this system keeps it. */
export function KeyForm({
  storage,
  onKept,
}: {
  readonly storage: ShellState['secretStorage'];
  readonly onKept: () => void;
}) {
  const { t } = useTranslator();
  const acceptsWeak = usePreferences()?.acceptsWeakSecretStorage ?? false;
  const [key, setKey] = useState('');
  const keep = useCommand('secret.set');
  const accept = useCommand('shell.set-preferences');
  if (storage.kind === 'unavailable') return <p className="tone-attention">{t('first.keyUnavailable')}</p>;
  const isWeak = storage.kind === 'weak';
  const canKeep = key.trim() !== '' && (!isWeak || acceptsWeak);
  const submit = async () => {
    if (canKeep && (await keep.run({ name: keyName, value: key.trim() }))) onKept();
  };
  const note = t(isWeak ? 'first.keyWeak' : 'first.keyEncrypted', { backend: storage.backend });
  const error = keep.error ?? accept.error;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={t('first.key')}
        type="password"
        value={key}
        onChange={setKey}
        description={note}
        autoFocus
      />
      {isWeak && (
        <Switch
          selected={acceptsWeak}
          onChange={(acceptsWeakSecretStorage) => void accept.run({ acceptsWeakSecretStorage })}
        >
          {t('first.acceptWeak')}
        </Switch>
      )}
      {error && <ErrorNotice error={error} />}
      <div className="first-actions">
        <Button kind="primary" type="submit" disabled={!canKeep} pending={keep.running}>
          {t('first.useModel')}
        </Button>
      </div>
    </form>
  );
}
