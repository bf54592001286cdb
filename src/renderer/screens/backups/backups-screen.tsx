import { Screen } from '../../app/screen.tsx';
import { useTranslator } from '../../i18n/index.ts';

export function BackupsScreen() {
  const { t } = useTranslator();
  return <Screen title={t('view.backups')}>{null}</Screen>;
}
