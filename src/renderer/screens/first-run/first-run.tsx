import { Button } from '../../components/button.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** From nothing to a first finished task, in four steps. */
export function FirstRun({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslator();
  return <Button onPress={onDone}>{t('action.close')}</Button>;
}
