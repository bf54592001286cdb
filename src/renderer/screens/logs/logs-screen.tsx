import { Screen } from '../../app/screen.tsx';
import { useTranslator } from '../../i18n/index.ts';

export function LogsScreen() {
  const { t } = useTranslator();
  return <Screen title={t('view.logs')}>{null}</Screen>;
}
