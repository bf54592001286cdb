import { Screen } from '../../app/screen.tsx';
import { useTranslator } from '../../i18n/index.ts';

export function TodayScreen() {
  const { t } = useTranslator();
  return <Screen title={t('view.today')}>{null}</Screen>;
}
