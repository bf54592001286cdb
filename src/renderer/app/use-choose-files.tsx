import { useClient } from '../client/index.ts';
import { useToasts } from '../components/toasts.tsx';
import { useTranslator } from '../i18n/index.ts';
import { dropToast, failedDropToast } from './drop-toast.tsx';

/** Lets the person choose files for the inbox, and says what became of them. */
export function useChooseFiles(): () => void {
  const translator = useTranslator();
  const client = useClient();
  const toasts = useToasts();
  const choose = async () => {
    try {
      const result = await client.call('files.choose', {});
      if (result.added.length + result.refused.length > 0) toasts.show(dropToast(translator, result));
    } catch (error) {
      toasts.show(failedDropToast(translator, error));
    }
  };
  return () => void choose();
}
