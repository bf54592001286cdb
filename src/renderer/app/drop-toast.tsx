import type { DropResult } from '../../shared/ipc/shell-channels.ts';
import { toClientError } from '../client/client-error.ts';
import type { Toast } from '../components/toasts.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import type { Translator } from '../i18n/index.ts';

const key = 'drop';
const lastsMs = 8_000;

/** What became of files given to the employee, with the first reason why one was not taken. */
export function dropToast({ t }: Translator, { added, refused }: DropResult): Toast {
  const [first] = refused;
  const count = added.length;
  return {
    key,
    icon: first ? 'warning' : 'check',
    text: count > 0 ? t('drop.added', { count }) : t('drop.refused', { count: refused.length }),
    lastsMs,
    ...(first && {
      detail: <UntrustedText>{t('drop.refusedFile', { name: first.name, why: first.why })}</UntrustedText>,
    }),
  };
}

/** Nothing could be given to the employee at all. */
export function failedDropToast({ t }: Translator, error: unknown): Toast {
  const { what, why, hint } = toClientError(error);
  return { key, icon: 'warning', text: t('error.line', { what, why }), detail: hint, lastsMs };
}
