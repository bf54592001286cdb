import { useState } from 'react';
import { toClientError } from '../../client/client-error.ts';
import { useClient } from '../../client/index.ts';
import { TextMenu } from '../../components/menu.tsx';
import { useToasts } from '../../components/toasts.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

const key = 'audit export';
const lastsMs = 8_000;

/** The whole trail as a file; the app asks where to. */
export function ExportMenu() {
  const { t } = useTranslator();
  const client = useClient();
  const toasts = useToasts();
  const [isRunning, setRunning] = useState(false);
  const run = async (format: 'jsonl' | 'csv') => {
    setRunning(true);
    try {
      const saved = await client.call('audit.save', { format });
      // The person may have closed the dialog.
      if (saved === null) return;
      toasts.show({ key, icon: 'check', text: t('audit.exported', { count: saved.entries }), lastsMs });
    } catch (error) {
      const { what, why, hint } = toClientError(error);
      const text = <UntrustedText>{t('error.line', { what, why })}</UntrustedText>;
      toasts.show({ key, icon: 'warning', text, detail: hint, lastsMs });
    } finally {
      setRunning(false);
    }
  };
  return (
    <TextMenu
      label={t(isRunning ? 'audit.exporting' : 'audit.export')}
      icon="save"
      disabled={isRunning}
      actions={[
        { id: 'jsonl', label: t('audit.exportJsonl'), run: () => void run('jsonl') },
        { id: 'csv', label: t('audit.exportCsv'), run: () => void run('csv') },
      ]}
    />
  );
}
