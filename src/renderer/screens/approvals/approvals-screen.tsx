import { Screen } from '../../app/screen.tsx';
import { useTranslator } from '../../i18n/index.ts';

export function ApprovalsScreen() {
  const { t } = useTranslator();
  return <Screen title={t('view.approvals')}>{null}</Screen>;
}
