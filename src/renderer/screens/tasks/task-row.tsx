import type { TaskSummary } from '../../../shared/api.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { TaskBadge, Word } from '../../components/words.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** One line of the list; grey while it is on its way. */
export function TaskRow({ task }: { readonly task: TaskSummary | undefined }) {
  const { t } = useTranslator();
  if (task === undefined) return <span className="task-row-waiting" role="img" aria-label={t('loading')} />;
  const { file_name, task_id, result, priority } = task;
  const at = task.completed_at ?? task.created_at;
  return (
    <span className="task-row">
      <TaskBadge state={task.state} status={task.status} />
      <span className="task-row-words">
        <span className="task-row-name truncate">
          <UntrustedText>{file_name ?? task_id}</UntrustedText>
        </span>
        {result && (
          <span className="truncate muted">
            <UntrustedText>{result}</UntrustedText>
          </span>
        )}
      </span>
      <span className="task-row-kind truncate small muted">
        <Word group="task.type" name={task.type} />
        {(priority === 'high' || priority === 'critical') && (
          <>
            {' · '}
            <Word group="task.priority" name={priority} />
          </>
        )}
      </span>
      <span className="task-row-time truncate small muted">{at && <RelativeTime at={at} />}</span>
    </span>
  );
}
