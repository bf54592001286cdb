import type { ReactNode } from 'react';
import type { ClientError } from '../client/index.ts';
import { useTranslator } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNotice } from './error-notice.tsx';

/** Asks before something that cannot simply be taken back; the button says what it does. */
export function Confirm({
  title,
  action,
  children,
  running,
  error,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly action: string;
  readonly children: ReactNode;
  readonly running: boolean;
  readonly error?: ClientError | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslator();
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {t('action.cancel')}
          </Button>
          <Button kind="primary" pending={running} onPress={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      {error && <ErrorNotice error={error} />}
    </Dialog>
  );
}
