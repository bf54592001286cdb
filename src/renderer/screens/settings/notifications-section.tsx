import type { Preferences } from '../../../shared/shell.ts';
import { usePreferences, useShell } from '../../client/index.ts';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Switch } from '../../components/fields.tsx';
import { Note } from '../../components/note.tsx';
import { Select } from '../../components/select.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { type SettingsByPath, WrittenSetting } from './setting-field.tsx';
import { SettingRow } from './setting-row.tsx';
import { useSetPreferences } from './use-set-preferences.ts';

/** Where quiet hours begin when they are switched on. */
const night = { from: 22, to: 7 } as const;

export function NotificationsSection({ settings }: { readonly settings: SettingsByPath }) {
  const { t } = useTranslator();
  const problem = useShell()?.toastProblem ?? null;
  return (
    <div className="settings-form">
      <Section title={t('settings.toasts')}>
        {problem === null ? (
          <p className="muted">{t('settings.toastsWork')}</p>
        ) : (
          <Note title={t('settings.toastsFail')} icon="warning" tone="attention">
            <p>
              <UntrustedText>{problem}</UntrustedText>
            </p>
            <p>{t('settings.toastsFailHint')}</p>
          </Note>
        )}
        <QuietHours />
      </Section>
      <Section title={t('settings.waiting')}>
        <div className="settings-form">
          <WrittenSetting path="approvals.reminderHours" settings={settings} />
          <WrittenSetting path="approvals.alertHours" settings={settings} />
          <WrittenSetting path="approvals.expiryHours" settings={settings} />
        </div>
      </Section>
    </div>
  );
}

function QuietHours() {
  const { t, formats } = useTranslator();
  const preferences = usePreferences();
  const { set, error } = useSetPreferences();
  if (preferences === undefined) return null;
  const { quietHours } = preferences;
  const change = (hours: Preferences['quietHours']) => void set({ quietHours: hours });
  const options = Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: formats.time(new Date(2026, 0, 1, hour)),
  }));
  return (
    <SettingRow label={t('settings.quiet')} hint={t('settings.quietHint')}>
      <Switch hideLabel selected={quietHours !== null} onChange={(on) => change(on ? night : null)}>
        {t('settings.quiet')}
      </Switch>
      {quietHours && (
        <div className="quiet-hours">
          <Select
            label={t('settings.quietFrom')}
            options={options}
            value={String(quietHours.from)}
            onChange={(from) => change({ ...quietHours, from: Number(from) })}
          />
          <Select
            label={t('settings.quietTo')}
            options={options}
            value={String(quietHours.to)}
            onChange={(to) => change({ ...quietHours, to: Number(to) })}
          />
        </div>
      )}
      {error && <ErrorNotice error={error} />}
    </SettingRow>
  );
}
