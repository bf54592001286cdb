import { useCommand, useSession } from '../../client/index.ts';
import { useToasts } from '../../components/toasts.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

const lastsMs = 8_000;

/** Makes a backup, and says what came of it: also what is not in it. */
export function useMakeBackup() {
  const { t, formats } = useTranslator();
  const { queries } = useSession();
  const toasts = useToasts();
  const create = useCommand('backup.create');
  const run = async () => {
    const made = await create.run({});
    queries.invalidate('backup.list', 'backup.state');
    if (made === undefined) return;
    const { backup, unreadable, second_copy } = made;
    const copyProblem = second_copy?.problem ?? null;
    const isWhole = unreadable.length === 0 && copyProblem === null;
    toasts.show({
      key: 'backup',
      icon: isWhole ? 'check' : 'warning',
      text: t('backups.made'),
      detail: (
        <UntrustedText>
          {copyProblem !== null
            ? t('backups.copyFailed', { why: copyProblem })
            : unreadable.length > 0
              ? t('backups.unreadable', { count: unreadable.length })
              : t('backups.madeDetail', { size: formats.bytes(backup.size_bytes), name: backup.name })}
        </UntrustedText>
      ),
      lastsMs,
    });
  };
  return { run: () => void run(), running: create.running, error: create.error, cancel: create.cancel };
}
