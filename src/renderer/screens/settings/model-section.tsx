import { useStatus } from '../../client/index.ts';
import { Money } from '../../components/figures.tsx';
import { Note } from '../../components/note.tsx';
import { Phrase, useTranslator } from '../../i18n/index.ts';
import { ModelKey } from './secret-field.tsx';
import { ChoiceSetting, type SettingsByPath, WrittenSetting } from './setting-field.tsx';
import { SettingRow } from './setting-row.tsx';

export function ModelSection({ settings }: { readonly settings: SettingsByPath }) {
  const { t } = useTranslator();
  return (
    <div className="settings-form">
      <Note title={t('settings.modelSoon')}>{t('settings.modelSoonHint')}</Note>
      <ChoiceSetting path="llm.provider" settings={settings} />
      <WrittenSetting path="llm.model" settings={settings} />
      <WrittenSetting path="llm.baseUrl" settings={settings} />
      <ModelKey />
      <ChoiceSetting path="llm.fallback" settings={settings} />
      <WrittenSetting path="llm.maxTokens" settings={settings} />
      <WrittenSetting path="llm.temperature" settings={settings} />
    </div>
  );
}

export function BudgetSection({ settings }: { readonly settings: SettingsByPath }) {
  const { t } = useTranslator();
  const status = useStatus();
  const cap = settings.get('llm.dailyBudgetUsd')?.value;
  const spent = status && <Money value={status.cost_today_usd} isLowerBound={status.cost_is_lower_bound} />;
  return (
    <div className="settings-form">
      <SettingRow label={t('settings.spent')}>
        <p className="setting-value">
          {typeof cap === 'number' && spent ? (
            <Phrase k="settings.spentOf" values={{ spent, cap: <Money value={cap} /> }} />
          ) : (
            (spent ?? t('unknown'))
          )}
        </p>
      </SettingRow>
      <WrittenSetting path="llm.dailyBudgetUsd" settings={settings} />
      <WrittenSetting path="llm.monthlyBudgetUsd" settings={settings} />
      <WrittenSetting path="llm.cooldownSeconds" settings={settings} />
    </div>
  );
}
