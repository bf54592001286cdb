import { useCommand, useQuery } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import './quarantine-list.css';

const maxShown = 1_000;

/** Files that could not be understood, each with the reason. */
export function QuarantineList() {
  const { t } = useTranslator();
  const { data, error, again } = useQuery('tasks.list', { state: 'quarantine', limit: maxShown });
  const folder = useCommand('open.folder');
  if (data === undefined)
    return error ? <ErrorNotice error={error} onRetry={again} /> : <Skeleton lines={6} />;
  if (data.length === 0) {
    return (
      <EmptyState icon="ok" title={t('tasks.noQuarantine')}>
        {t('tasks.noQuarantineHint')}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="row-apart quarantine-head">
        <p className="muted">{t('tasks.quarantineHint')}</p>
        <span className="row">
          <Button kind="quiet" icon="folder" onPress={() => void folder.run({ folder: 'inbox' })}>
            {t('tasks.openInbox')}
          </Button>
          <Button kind="quiet" icon="folder" onPress={() => void folder.run({ folder: 'quarantine' })}>
            {t('tasks.openQuarantine')}
          </Button>
        </span>
      </div>
      {folder.error && <ErrorNotice error={folder.error} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard */}
      <ul className="quarantine" aria-label={t('task.state.quarantine')} tabIndex={0}>
        {data.map((file) => (
          <li key={file.task_id} className="quarantine-file">
            <p className="row-apart">
              <strong className="truncate">
                <UntrustedText>{nameOf(file.file_name ?? file.task_id)}</UntrustedText>
              </strong>
              <span className="small muted">{file.created_at && <RelativeTime at={file.created_at} />}</span>
            </p>
            <p>
              <UntrustedText>{file.result ?? t('unknown')}</UntrustedText>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The last part of a path of either kind of system. */
function nameOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}
