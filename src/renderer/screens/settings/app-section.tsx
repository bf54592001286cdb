import { usePreferences, useQuery, useShell } from '../../client/index.ts';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Switch } from '../../components/fields.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { Select } from '../../components/select.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { keptKey } from './secret-field.tsx';
import { ChoiceSetting, type SettingsByPath } from './setting-field.tsx';
import { SettingRow } from './setting-row.tsx';
import { useSetPreferences } from './use-set-preferences.ts';

export function AppSection({ settings }: { readonly settings: SettingsByPath }) {
  const { t } = useTranslator();
  const preferences = usePreferences();
  const shell = useShell();
  const { set, error } = useSetPreferences();
  if (preferences === undefined) return null;
  const { theme, density, language, launchAtLogin, globalShortcut } = preferences;
  const { keys, state } = shell?.globalShortcut ?? {};
  return (
    <div className="settings-form">
      {error && <ErrorNotice error={error} />}
      <Section title={t('settings.look')}>
        <div className="settings-form">
          <SettingRow label={t('settings.theme')}>
            <Select
              hideLabel
              label={t('settings.theme')}
              options={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: t(`settings.theme.${value}`),
              }))}
              value={theme}
              onChange={(value) => void set({ theme: value })}
            />
          </SettingRow>
          <SettingRow label={t('settings.density')}>
            <Select
              hideLabel
              label={t('settings.density')}
              options={(['comfortable', 'compact'] as const).map((value) => ({
                value,
                label: t(`settings.density.${value}`),
              }))}
              value={density}
              onChange={(value) => void set({ density: value })}
            />
          </SettingRow>
          <SettingRow label={t('settings.language')}>
            <Select
              hideLabel
              label={t('settings.language')}
              options={(['en', 'ur'] as const).map((value) => ({
                value,
                label: t(`settings.language.${value}`),
              }))}
              value={language}
              onChange={(value) => void set({ language: value })}
            />
          </SettingRow>
        </div>
      </Section>
      <Section title={t('settings.behaviour')}>
        <div className="settings-form">
          <SettingRow label={t('settings.login')} hint={t('settings.loginHint')}>
            <Switch hideLabel selected={launchAtLogin} onChange={(on) => void set({ launchAtLogin: on })}>
              {t('settings.login')}
            </Switch>
          </SettingRow>
          <SettingRow
            label={t('settings.shortcut')}
            hint={keys && t('settings.shortcutHint', { keys })}
            error={state === 'refused' && t('settings.shortcutRefused')}
          >
            <Switch hideLabel selected={globalShortcut} onChange={(on) => void set({ globalShortcut: on })}>
              {t('settings.shortcut')}
            </Switch>
          </SettingRow>
          <ChoiceSetting path="log.level" settings={settings} />
        </div>
      </Section>
      <SecretStorage />
      {shell && <KeyValue items={[{ key: t('settings.version'), value: shell.version }]} />}
    </div>
  );
}

/** How this system keeps secrets, which there are, and the person's acceptance where it keeps them badly. */
function SecretStorage() {
  const { t } = useTranslator();
  const storage = useShell()?.secretStorage;
  const preferences = usePreferences();
  const { data, error, again } = useQuery('secret.list', {});
  const { set, error: refused } = useSetPreferences();
  if (storage === undefined || preferences === undefined) return null;
  const { kind, backend } = storage;
  const words =
    kind === 'unavailable' ? t('settings.storage.unavailable') : t(`settings.storage.${kind}`, { backend });
  return (
    <Section title={t('settings.secrets')}>
      <div className="settings-form">
        <SettingRow label={t('settings.storage')}>
          <p className="setting-value">{words}</p>
        </SettingRow>
        {kind === 'weak' && (
          <SettingRow
            label={t('settings.acceptWeak')}
            hint={t('settings.acceptWeakHint')}
            error={refused?.why}
          >
            <Switch
              hideLabel
              selected={preferences.acceptsWeakSecretStorage}
              onChange={(on) => void set({ acceptsWeakSecretStorage: on })}
            >
              {t('settings.acceptWeak')}
            </Switch>
          </SettingRow>
        )}
        {error && <ErrorNotice error={error} onRetry={again} />}
        {data?.length === 0 && <p className="muted">{t('settings.noSecrets')}</p>}
        {data && data.length > 0 && (
          <KeyValue
            items={data.map((secret) => ({
              key: secret.name,
              value: t(keptKey(secret)),
            }))}
          />
        )}
      </div>
    </Section>
  );
}
