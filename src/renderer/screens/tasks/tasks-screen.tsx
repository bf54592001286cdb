import { Screen } from '../../app/screen.tsx';
import { useTranslator } from '../../i18n/index.ts';

export function TasksScreen() {
  const { t } = useTranslator();
  return <Screen title={t('view.tasks')}>{null}</Screen>;
}
