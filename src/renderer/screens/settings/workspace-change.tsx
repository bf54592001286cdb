import { useState } from 'react';
import type { FolderInspection } from '../../../shared/shell.ts';
import { useCommand } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { Phrase, useTranslator } from '../../i18n/index.ts';

/** Another folder to work in: chosen in the system's dialog, looked at, and opened only after a yes. */
export function WorkspaceChange() {
  const { t } = useTranslator();
  const choose = useCommand('workspace.choose');
  const open = useCommand('workspace.open');
  const [found, setFound] = useState<FolderInspection>();
  const start = async () => setFound((await choose.run({})) ?? undefined);
  const close = () => {
    setFound(undefined);
    open.clear();
  };
  const change = async (path: string) => {
    if ((await open.run({ path, trust: true })) !== undefined) close();
  };
  return (
    <>
      <Button pending={choose.running} onPress={() => void start()}>
        {t('settings.changeWorkspace')}
      </Button>
      {choose.error && <ErrorNotice error={choose.error} />}
      {found?.kind === 'unusable' && <Unusable found={found} onClose={close} />}
      {found && found.kind !== 'unusable' && (
        <Confirm
          title={t('settings.changeTitle')}
          action={t('settings.changeConfirm')}
          running={open.running}
          error={open.error}
          onConfirm={() => void change(found.path)}
          onClose={close}
        >
          <p>
            <Phrase
              k="settings.changeTo"
              values={{
                path: (
                  <code>
                    <UntrustedText>{found.path}</UntrustedText>
                  </code>
                ),
              }}
            />
          </p>
          <p>
            <UntrustedText>{found.message}</UntrustedText>
          </p>
          <p className="muted">{t('settings.changeTrust')}</p>
        </Confirm>
      )}
    </>
  );
}

function Unusable({ found, onClose }: { readonly found: FolderInspection; readonly onClose: () => void }) {
  const { t } = useTranslator();
  return (
    <Dialog
      title={t('settings.changeUnusable')}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('action.close')}</Button>}
    >
      <p>
        <UntrustedText>{found.message}</UntrustedText>
      </p>
    </Dialog>
  );
}
