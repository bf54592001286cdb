import { Screen } from '../../app/screen.tsx';
import { useTranslator } from '../../i18n/index.ts';

export function SettingsScreen() {
  const { t } = useTranslator();
  return <Screen title={t('view.settings')}>{null}</Screen>;
}
