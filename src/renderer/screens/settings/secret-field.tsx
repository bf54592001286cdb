import { useId, useState } from 'react';
import type { SecretSummary } from '../../../shared/api.ts';
import { useCommand, usePreferences, useQuery, useSession, useShell } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { SettingRow } from './setting-row.tsx';

const name = 'OPENAI_API_KEY';

/** The model's key: written once, never shown again, with how it is kept. */
export function ModelKey() {
  const { t } = useTranslator();
  const id = useId();
  const { queries } = useSession();
  const { data, error: unread } = useQuery('secret.list', {});
  const keep = useCommand('secret.set');
  const forget = useCommand('secret.delete');
  const [value, setValue] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [done, setDone] = useState<string>();
  const known = data?.find((secret) => secret.name === name);
  const isWeak = useNeedsAcceptance();
  const isReadOnly = known?.source === 'environment' || known?.source === '.env';
  const error = keep.error?.why ?? unread?.why;
  const save = async () => {
    if ((await keep.run({ name, value })) === undefined) return;
    setValue('');
    setDone(t('settings.keySaved'));
    queries.invalidate('secret.list');
  };
  const remove = async () => {
    if ((await forget.run({ name })) === undefined) return;
    setAsking(false);
    setDone(t('settings.keyDeleted'));
    queries.invalidate('secret.list');
  };
  const noteId = `${id}-note`;
  return (
    <SettingRow
      label={t('settings.key')}
      htmlFor={id}
      hint={t('settings.keyHint')}
      note={isWeak ? t('settings.weakFirst') : (done ?? (data && t(keptKey(known))))}
      noteId={noteId}
      error={error && <UntrustedText>{error}</UntrustedText>}
    >
      {!isReadOnly && (
        <form
          className="secret-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (value !== '') void save();
          }}
        >
          <input
            id={id}
            className="field-input"
            type="password"
            value={value}
            placeholder={t('settings.keyNew')}
            disabled={isWeak}
            autoComplete="off"
            aria-describedby={noteId}
            onChange={({ target }) => setValue(target.value)}
          />
          <Button type="submit" disabled={value === ''} pending={keep.running}>
            {t('settings.keySave')}
          </Button>
        </form>
      )}
      {known?.source === 'store' && (
        <Button kind="danger" onPress={() => setAsking(true)}>
          {t('settings.keyDelete')}
        </Button>
      )}
      {isAsking && (
        <Confirm
          title={t('settings.keyDelete')}
          action={t('settings.keyDelete')}
          running={forget.running}
          error={forget.error}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        >
          <p>{t('settings.keyDeleteHint')}</p>
        </Confirm>
      )}
    </SettingRow>
  );
}

/** The system can only obscure secrets, and the person has not accepted that. */
function useNeedsAcceptance(): boolean {
  const shell = useShell();
  const preferences = usePreferences();
  return shell?.secretStorage.kind === 'weak' && preferences?.acceptsWeakSecretStorage === false;
}

/** How a secret is kept, in words. */
export function keptKey(secret: SecretSummary | undefined) {
  if (secret === undefined) return 'settings.keyNone';
  if (secret.source === 'environment') return 'settings.keyIn.environment';
  if (secret.source === '.env') return 'settings.keyIn.dotenv';
  return secret.protection === 'encrypted' ? 'settings.keyIn.encrypted' : 'settings.keyIn.file';
}
