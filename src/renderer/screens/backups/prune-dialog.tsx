import { useCommand, useQuery, useSession } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useToasts } from '../../components/toasts.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

const lastsMs = 8_000;

/** Shows which backups would go and why, then removes them. */
export function PruneDialog({ days, onClose }: { readonly days: number; readonly onClose: () => void }) {
  const { t, formats } = useTranslator();
  const { queries } = useSession();
  const toasts = useToasts();
  const { data: preview, error, again } = useQuery('backup.prune', { dry_run: true });
  const prune = useCommand('backup.prune');
  const run = async () => {
    const done = await prune.run({ dry_run: false });
    queries.invalidate('backup.prune', 'backup.list', 'backup.state');
    if (done === undefined) return;
    toasts.show({
      key: 'prune',
      icon: 'check',
      text: t('prune.done', { count: done.removed.length }),
      lastsMs,
    });
    onClose();
  };
  if (preview === undefined || preview.removed.length === 0) {
    return (
      <Dialog
        title={t(preview ? 'prune.none' : 'prune.title')}
        isOpen
        onClose={onClose}
        actions={<Button onPress={onClose}>{t('action.close')}</Button>}
      >
        {preview && <p>{t('prune.noneHint', { days: t('backups.keepDays', { count: days }) })}</p>}
        {error && <ErrorNotice error={error} onRetry={again} />}
        {!preview && !error && <Skeleton lines={3} />}
      </Dialog>
    );
  }
  const { removed, kept, freed_bytes: freed } = preview;
  return (
    <Confirm
      title={t('prune.title')}
      action={t('prune.confirm', { count: removed.length })}
      running={prune.running}
      error={prune.error}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <p>{t('prune.some', { count: removed.length, size: formats.bytes(freed) })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard */}
      <ul className="prune-list" tabIndex={0} aria-label={t('backups.list')}>
        {removed.map(({ name, reason }) => (
          <li key={name}>
            <UntrustedText>{t('prune.line', { name, reason })}</UntrustedText>
          </li>
        ))}
      </ul>
      <p className="muted">{t('prune.keeps', { count: kept.length })}</p>
    </Confirm>
  );
}
