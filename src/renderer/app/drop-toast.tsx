import type { DropResult } from '../../shared/ipc/shell-channels.ts';
import { toClientError } from '../client/client-error.ts';
import type { Toast } from '../components/toasts.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import type { Translator } from '../i18n/index.ts';

const key = 'drop';
const lastsMs = 8_000;

/** What became of files given to the employee; also when that failed altogether. */
export function dropToast({ t }: Translator, outcome: DropResult | unknown): Toast {
  if (!isDropResult(outcome)) {
    const { what, why, hint } = toClientError(outcome);
    return { key, icon: 'warning', text: t('error.line', { what, why }), detail: hint, lastsMs };
  }
  const { added, refused } = outcome;
  const [first] = refused;
  return {
    key,
    icon: refused.length > 0 ? 'warning' : 'check',
    text:
      added.length > 0 || !first
        ? t('drop.added', { count: added.length })
        : t('drop.refused', { count: refused.length }),
    lastsMs,
    ...(first && {
      detail: <UntrustedText>{t('drop.refusedFile', { name: first.name, why: first.why })}</UntrustedText>,
    }),
  };
}

function isDropResult(outcome: unknown): outcome is DropResult {
  return typeof outcome === 'object' && outcome !== null && 'added' in outcome;
}
