import { Screen } from '../../app/screen.tsx';
import { useTranslator } from '../../i18n/index.ts';

export function MaintenanceScreen() {
  const { t } = useTranslator();
  return <Screen title={t('view.maintenance')}>{null}</Screen>;
}
