import type { ReactNode } from 'react';
import type { ClientError } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** One line of a checklist. `inOrder` is `undefined` while it is not known, or when only a person can tell. */
export interface Check {
  readonly name: string;
  readonly inOrder: boolean | undefined;
  readonly state: ReactNode;
  readonly action: string;
  readonly onAction: () => void;
  readonly pending?: boolean;
  readonly error?: ClientError | undefined;
}

export function CheckLine({ check }: { readonly check: Check }) {
  const { t } = useTranslator();
  const { name, inOrder, state, action, onAction, pending = false, error } = check;
  const isOpen = inOrder === false;
  return (
    <li className="check-line">
      <span className={inOrder === undefined ? 'muted' : isOpen ? 'tone-attention' : 'tone-ok'}>
        <Icon name={inOrder === undefined ? 'more' : isOpen ? 'warning' : 'check'} />
        {inOrder !== undefined && (
          <span className="visually-hidden">{t(isOpen ? 'today.checkOpen' : 'today.checkDone')}</span>
        )}
      </span>
      <span className="check-line-name">{name}</span>
      <span className="check-line-state muted">
        {error ? <UntrustedText>{t('error.line', error)}</UntrustedText> : state}
      </span>
      <Button
        kind={isOpen ? 'plain' : 'quiet'}
        pending={pending}
        label={`${action}: ${name}`}
        onPress={onAction}
      >
        {action}
      </Button>
    </li>
  );
}
