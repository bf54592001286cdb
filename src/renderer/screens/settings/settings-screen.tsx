import type { ReactNode } from 'react';
import { Screen } from '../../app/screen.tsx';
import { usePlace, useQuery } from '../../client/index.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { BackupSettings } from '../backups/backup-settings.tsx';
import { AppSection } from './app-section.tsx';
import { FoldersSection } from './folders-section.tsx';
import { BudgetSection, ModelSection } from './model-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { PolicySection } from './policy-section.tsx';
import { type SettingsByPath, WrittenSetting } from './setting-field.tsx';
import './settings.css';

const sections = [
  'model',
  'budget',
  'policy',
  'servers',
  'folders',
  'schedule',
  'notifications',
  'app',
] as const;
type SectionName = (typeof sections)[number];

/** Everything that can be chosen. The place's id is the part that is open. */
export function SettingsScreen() {
  const { t } = useTranslator();
  const [place, goTo] = usePlace();
  const { data, error, again } = useQuery('config.list', {});
  const settings: SettingsByPath = new Map(data?.map((setting) => [setting.key, setting]));
  const selected = sections.find((name) => name === place.id) ?? 'model';
  const waiting = data === undefined && !error;
  const contentOf = (name: SectionName): ReactNode =>
    waiting ? <Skeleton lines={6} /> : <SectionContent name={name} settings={settings} />;
  return (
    <Screen title={t('view.settings')}>
      {error && <ErrorNotice error={error} onRetry={again} />}
      <Tabs
        label={t('settings.sections')}
        selected={selected}
        onSelect={(id) => goTo({ view: 'settings', id })}
        items={sections.map((name) => ({ id: name, label: t(`settings.${name}`), content: contentOf(name) }))}
      />
    </Screen>
  );
}

function SectionContent({
  name,
  settings,
}: {
  readonly name: SectionName;
  readonly settings: SettingsByPath;
}) {
  const { t } = useTranslator();
  switch (name) {
    case 'model':
      return <ModelSection settings={settings} />;
    case 'budget':
      return <BudgetSection settings={settings} />;
    case 'policy':
      return <PolicySection />;
    case 'servers':
      return (
        <EmptyState icon="send" title={t('settings.serversEmpty')}>
          {t('settings.serversHint')}
        </EmptyState>
      );
    case 'folders':
      return <FoldersSection settings={settings} />;
    case 'schedule':
      return (
        <div className="settings-form">
          <BackupSettings settings={settings} />
          <WrittenSetting path="audit.retentionDays" settings={settings} />
        </div>
      );
    case 'notifications':
      return <NotificationsSection settings={settings} />;
    case 'app':
      return <AppSection settings={settings} />;
  }
}
