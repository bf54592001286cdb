import { useStatus } from '../../client/index.ts';
import { Money } from '../../components/figures.tsx';
import { Phrase, useTranslator } from '../../i18n/index.ts';
import { ConnectionTest } from './connection-test.tsx';
import { ModelEndpoint } from './model-endpoint.tsx';
import { ModelPrice } from './model-price.tsx';
import { ModelKey } from './secret-field.tsx';
import { ChoiceSetting, type SettingsByPath, WrittenSetting } from './setting-field.tsx';
import { SettingRow } from './setting-row.tsx';

export function ModelSection({ settings }: { readonly settings: SettingsByPath }) {
  const model = settings.get('llm.model')?.value;
  return (
    <div className="settings-form">
      <ChoiceSetting path="llm.provider" settings={settings} />
      <ModelEndpoint address={settings.get('llm.baseUrl')} />
      <WrittenSetting path="llm.model" settings={settings} />
      <WrittenSetting path="llm.baseUrl" settings={settings} />
      <ModelKey />
      <ConnectionTest />
      {typeof model === 'string' && <ModelPrice model={model} />}
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
