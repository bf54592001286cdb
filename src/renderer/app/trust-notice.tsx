import { lazy, Suspense, useState } from 'react';
import { useShell } from '../client/index.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { useTranslator } from '../i18n/index.ts';
import './trust-notice.css';

const TrustDialog = lazy(async () => ({ default: (await import('./trust-dialog.tsx')).TrustDialog }));

/** Says that a workspace from elsewhere is open, and what that keeps the employee from doing. */
export function TrustNotice() {
  const { t } = useTranslator();
  const workspace = useShell()?.workspace;
  const [isAsking, setAsking] = useState(false);
  if (!workspace || workspace.trusted) return null;
  return (
    <div className="trust-notice" role="status">
      <Icon name="shield" />
      <p>{t('trust.notice')}</p>
      <Button onPress={() => setAsking(true)}>{t('trust.action')}</Button>
      {isAsking && (
        <Suspense>
          <TrustDialog path={workspace.path} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </div>
  );
}
