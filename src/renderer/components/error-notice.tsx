import type { ClientError } from '../client/index.ts';
import { useTranslator } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { UntrustedText } from './untrusted-text.tsx';
import './error-notice.css';

/** Beside what failed: what, why, and what to do about it. */
export function ErrorNotice({
  error,
  onRetry,
}: {
  readonly error: Pick<ClientError, 'what' | 'why' | 'hint'>;
  readonly onRetry?: (() => void) | undefined;
}) {
  const { t } = useTranslator();
  return (
    <div className="error-notice" role="alert">
      <Icon name="warning" />
      <div className="error-notice-words">
        <p>
          <UntrustedText>{t('error.line', { what: error.what, why: error.why })}</UntrustedText>
        </p>
        {error.hint && (
          <p className="muted">
            <UntrustedText>{error.hint}</UntrustedText>
          </p>
        )}
      </div>
      {onRetry && (
        <Button kind="plain" onPress={onRetry}>
          {t('action.retry')}
        </Button>
      )}
    </div>
  );
}
