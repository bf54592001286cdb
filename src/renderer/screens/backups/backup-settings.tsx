import { FlagSetting, type SettingsByPath, WrittenSetting } from '../settings/setting-field.tsx';
import { SecondFolder } from './second-folder.tsx';

const written = [
  'backup.time',
  'backup.keepDays',
  'backup.keepWeekly',
  'backup.keepMonthly',
  'backup.keepYearly',
  'backup.keepSafetyDays',
] as const;

/** When backups are made, how long they stay, and where their copies go. */
export function BackupSettings({ settings }: { readonly settings: SettingsByPath }) {
  return (
    <div className="settings-form">
      {written.map((path) => (
        <WrittenSetting key={path} path={path} settings={settings} />
      ))}
      <SecondFolder setting={settings.get('backup.secondFolder')} />
      <FlagSetting path="backup.lowPriorityOnBattery" settings={settings} />
    </div>
  );
}
