import { useCommand } from '../client/index.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import { useTranslator } from '../i18n/index.ts';

export function TrustDialog({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const { t } = useTranslator();
  const open = useCommand('workspace.open');
  const trust = async () => {
    if (await open.run({ path, trust: true })) onClose();
  };
  return (
    <Dialog
      title={t('trust.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button pending={open.running} onPress={() => void trust()}>
            {t('trust.confirm')}
          </Button>
        </>
      }
    >
      <code>
        <UntrustedText>{path}</UntrustedText>
      </code>
      <p>{t('trust.body')}</p>
      {open.error && <ErrorNotice error={open.error} />}
    </Dialog>
  );
}
