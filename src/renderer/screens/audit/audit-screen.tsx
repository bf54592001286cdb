import { Screen } from '../../app/screen.tsx';
import { useTranslator } from '../../i18n/index.ts';

export function AuditScreen() {
  const { t } = useTranslator();
  return <Screen title={t('view.audit')}>{null}</Screen>;
}
