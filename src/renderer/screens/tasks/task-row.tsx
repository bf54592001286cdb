import { memo } from 'react';
import type { TaskSummary } from '../../../shared/api.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { TaskBadge, Word } from '../../components/words.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** One line of the list; grey while it is on its way. An answer that says the same of a task draws nothing anew. */
export const TaskRow = memo(TaskLine, ({ task: before }, { task }) => isSame(before, task));

function TaskLine({ task }: { readonly task: TaskSummary | undefined }) {
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

function isSame(a: TaskSummary | undefined, b: TaskSummary | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.task_id === b.task_id &&
    a.state === b.state &&
    a.status === b.status &&
    a.priority === b.priority &&
    a.type === b.type &&
    a.file_name === b.file_name &&
    a.result === b.result &&
    a.created_at === b.created_at &&
    a.completed_at === b.completed_at
  );
}
