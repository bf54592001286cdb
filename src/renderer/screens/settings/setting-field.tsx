import { useId, useState } from 'react';
import type { Setting } from '../../../shared/api.ts';
import { Switch } from '../../components/fields.tsx';
import { Select } from '../../components/select.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { SettingRow } from './setting-row.tsx';
import { useSetting } from './use-setting.ts';

/** Settings that are written as text. */
export type WrittenPath =
  | 'llm.model'
  | 'llm.baseUrl'
  | 'llm.maxTokens'
  | 'llm.temperature'
  | 'llm.dailyBudgetUsd'
  | 'llm.monthlyBudgetUsd'
  | 'llm.cooldownSeconds'
  | 'intake.extensions'
  | 'approvals.reminderHours'
  | 'approvals.alertHours'
  | 'approvals.expiryHours'
  | 'audit.retentionDays'
  | 'backup.time'
  | 'backup.keepDays'
  | 'backup.keepWeekly'
  | 'backup.keepMonthly'
  | 'backup.keepYearly'
  | 'backup.keepSafetyDays';

/** Settings that are on or off. */
export type FlagPath = 'backup.lowPriorityOnBattery';

/** Settings of a few choices. */
const choices = {
  'llm.provider': ['local', 'openai'],
  'llm.fallback': ['wait', 'local'],
  'intake.after': ['keep', 'archive'],
  'log.level': ['debug', 'info', 'warn', 'error'],
} as const;

export type ChoicePath = keyof typeof choices;
export type SettingsByPath = ReadonlyMap<string, Setting>;

interface FieldProps<Path> {
  readonly path: Path;
  readonly settings: SettingsByPath;
}

/** A text or a number, saved when the person leaves it or presses Enter; Escape puts it back. */
export function WrittenSetting({ path, settings }: FieldProps<WrittenPath>) {
  const setting = settings.get(path);
  return setting && <Written path={path} setting={setting} />;
}

function Written({ path, setting }: { readonly path: WrittenPath; readonly setting: Setting }) {
  const { t } = useTranslator();
  const id = useId();
  const { save, clear, error, note, isReadOnly } = useSetting(setting);
  const [draft, setDraft] = useState<string>();
  const stored = written(setting.value);
  const commit = async () => {
    if (draft === undefined || draft.trim() === stored) return setDraft(undefined);
    // Nothing written puts the default back.
    if (await save(draft.trim() || null)) setDraft(undefined);
  };
  const noteId = `${id}-note`;
  return (
    <SettingRow
      label={t(`setting.${path}`)}
      htmlFor={id}
      hint={t(`setting.${path}.hint`)}
      note={note}
      noteId={noteId}
      error={error && <UntrustedText>{error}</UntrustedText>}
    >
      <input
        id={id}
        className="field-input"
        value={draft ?? stored}
        placeholder={t('settings.notSet')}
        readOnly={isReadOnly}
        dir="auto"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={error !== undefined}
        aria-describedby={noteId}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={() => void commit()}
        onKeyDown={({ key }) => {
          if (key === 'Enter') void commit();
          if (key !== 'Escape') return;
          setDraft(undefined);
          clear();
        }}
      />
    </SettingRow>
  );
}

export function ChoiceSetting({ path, settings }: FieldProps<ChoicePath>) {
  const setting = settings.get(path);
  return setting && <Choice path={path} setting={setting} />;
}

function Choice({ path, setting }: { readonly path: ChoicePath; readonly setting: Setting }) {
  const { t } = useTranslator();
  const { save, error, note, isReadOnly } = useSetting(setting);
  return (
    <SettingRow
      label={t(`setting.${path}`)}
      hint={t(`setting.${path}.hint`)}
      note={note}
      error={error && <UntrustedText>{error}</UntrustedText>}
    >
      <Select
        hideLabel
        label={t(`setting.${path}`)}
        options={optionsOf(path, t)}
        value={String(setting.value)}
        onChange={(value) => void save(value)}
        disabled={isReadOnly}
      />
    </SettingRow>
  );
}

export function FlagSetting({ path, settings }: FieldProps<FlagPath>) {
  const setting = settings.get(path);
  return setting && <Flag path={path} setting={setting} />;
}

function Flag({ path, setting }: { readonly path: FlagPath; readonly setting: Setting }) {
  const { t } = useTranslator();
  const { save, error, note, isReadOnly } = useSetting(setting);
  return (
    <SettingRow
      label={t(`setting.${path}`)}
      hint={t(`setting.${path}.hint`)}
      note={note}
      error={error && <UntrustedText>{error}</UntrustedText>}
    >
      <Switch
        hideLabel
        selected={setting.value === true}
        disabled={isReadOnly}
        onChange={(on) => void save(String(on))}
      >
        {t(`setting.${path}`)}
      </Switch>
    </SettingRow>
  );
}

type T = ReturnType<typeof useTranslator>['t'];

function optionsOf(path: ChoicePath, t: T): readonly { value: string; label: string }[] {
  switch (path) {
    case 'llm.provider':
      return choices[path].map((value) => ({ value, label: t(`setting.${path}.${value}`) }));
    case 'llm.fallback':
      return choices[path].map((value) => ({ value, label: t(`setting.${path}.${value}`) }));
    case 'intake.after':
      return choices[path].map((value) => ({ value, label: t(`setting.${path}.${value}`) }));
    case 'log.level':
      return choices[path].map((value) => ({ value, label: t(`setting.${path}.${value}`) }));
  }
}

/** As a person would write it. */
function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
