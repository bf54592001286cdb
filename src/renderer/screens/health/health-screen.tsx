import { Screen } from '../../app/screen.tsx';
import { useTranslator } from '../../i18n/index.ts';

export function HealthScreen() {
  const { t } = useTranslator();
  return <Screen title={t('view.health')}>{null}</Screen>;
}
