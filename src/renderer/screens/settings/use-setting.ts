import { useEffect, useState } from 'react';
import type { Setting } from '../../../shared/api.ts';
import { useCommand, useSession } from '../../client/index.ts';
import { useTranslator } from '../../i18n/index.ts';

const savedShownMs = 3_000;
const sources = {
  environment: 'settings.source.environment',
  '.env': 'settings.source.dotenv',
  file: 'settings.source.file',
  default: 'settings.source.default',
} as const;

/** A setting of the employee: saved at once, with where it comes from or why it was refused. */
export function useSetting(setting: Setting) {
  const { t } = useTranslator();
  const { queries } = useSession();
  const command = useCommand('config.set');
  const [isSaved, setSaved] = useState(false);
  useEffect(() => {
    if (!isSaved) return;
    const timer = setTimeout(() => setSaved(false), savedShownMs);
    return () => clearTimeout(timer);
  }, [isSaved]);
  const { key, source } = setting;
  const save = async (value: string | null): Promise<boolean> => {
    if ((await command.run({ key, value })) === undefined) return false;
    queries.invalidate('config.list');
    setSaved(true);
    return true;
  };
  return {
    save,
    clear: command.clear,
    error: command.error?.why,
    note: isSaved ? t('settings.saved') : sourceText(source, t),
    /** The environment rules: what is written here would not count. */
    isReadOnly: source === 'environment' || source === '.env',
  };
}

function sourceText(source: string, t: ReturnType<typeof useTranslator>['t']): string {
  const [, key] = Object.entries(sources).find(([name]) => name === source) ?? [];
  return key === undefined ? source : t(key);
}
