import type { TaskSummary } from '../../../shared/api.ts';
import { useCommand, useQuery } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon } from '../../components/icon.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { type PlainKey, useTranslator } from '../../i18n/index.ts';

/** The way of the first file, live, to its result. */
export function WatchStep({
  fileName,
  onLeave,
}: {
  readonly fileName: string;
  readonly onLeave: (view: 'today' | 'approvals') => void;
}) {
  const { t } = useTranslator();
  const { data, error, again } = useQuery('tasks.query', { text: fileName.slice(0, 200), limit: 1 });
  const note = useCommand('open.note');
  const task = data?.rows[0];
  const isDone = task?.state === 'completed';
  const asks = task?.state === 'approvals';
  return (
    <section className="first-step">
      <h1>{t(isDone || asks ? 'first.finishedTitle' : 'first.watchTitle')}</h1>
      <p className="muted">
        <UntrustedText>{isDone || asks ? t('first.finishedLead') : fileName}</UntrustedText>
      </p>
      <Way task={task} />
      {task?.result && (
        <p>
          <UntrustedText>{task.result}</UntrustedText>
        </p>
      )}
      {error && <ErrorNotice error={error} onRetry={again} />}
      {note.error && <ErrorNotice error={note.error} />}
      <div className="first-actions">
        {isDone && (
          <Button icon="note" onPress={() => void note.run({ task_id: task.task_id })}>
            {t('first.openNote')}
          </Button>
        )}
        {asks && <Button onPress={() => onLeave('approvals')}>{t('first.goApprovals')}</Button>}
        <Button kind="primary" onPress={() => onLeave('today')}>
          {t('first.goToday')}
        </Button>
      </div>
    </section>
  );
}

function Way({ task }: { readonly task: TaskSummary | undefined }) {
  const { t } = useTranslator();
  const reached = { inbox: 0, pending: 1, approvals: 2, completed: 2, quarantine: 0 }[task?.state ?? 'inbox'];
  const last: PlainKey = task?.state === 'approvals' ? 'first.watchAsks' : 'first.watchDone';
  const stations = ['first.watchInbox', 'first.watchWorking', last] as const;
  return (
    <ol className="first-way" aria-live="polite">
      {stations.map((station, index) => (
        <li key={station} className={index <= reached ? 'first-way-reached' : 'muted'}>
          <Icon
            name={index < reached || reached === 2 ? 'ok' : index === reached ? 'play' : 'clock'}
            size={20}
          />
          {t(station)}
        </li>
      ))}
    </ol>
  );
}
