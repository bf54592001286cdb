import { memo } from 'react';
import type { TaskSummary } from '../../../shared/api.ts';
import { usePlace, useQuery } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon } from '../../components/icon.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

const shown = 6;

/** What was finished last, newest first. */
export const LatestResults = memo(function LatestResults() {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const { data, error, again } = useQuery('tasks.query', { states: ['completed'], limit: shown });
  return (
    <Section
      title={t('today.finished')}
      actions={
        data && data.total > 0 ? (
          <Button kind="quiet" onPress={() => goTo({ view: 'tasks', id: null })}>
            {t('today.allTasks')}
          </Button>
        ) : null
      }
    >
      {error && <ErrorNotice error={error} onRetry={again} />}
      {!data && !error && <Skeleton lines={4} />}
      {data?.rows.length === 0 && <p className="muted">{t('today.finishedEmpty')}</p>}
      <ul>
        {data?.rows.map((task) => (
          <li key={task.task_id}>
            <ResultRow task={task} onOpen={() => goTo({ view: 'tasks', id: task.task_id })} />
          </li>
        ))}
      </ul>
    </Section>
  );
});

function ResultRow({ task, onOpen }: { readonly task: TaskSummary; readonly onOpen: () => void }) {
  const { t } = useTranslator();
  const isGood = task.status === 'completed';
  return (
    <button type="button" className="today-row" onClick={onOpen}>
      <span className={`today-row-icon ${isGood ? 'tone-ok' : 'tone-danger'}`}>
        <Icon name={isGood ? 'check' : 'warning'} />
        <span className="visually-hidden">{t(isGood ? 'today.completed' : 'today.notCompleted')}</span>
      </span>
      <span className="today-row-text">
        <span className="truncate">
          <UntrustedText>{task.file_name ?? task.task_id}</UntrustedText>
        </span>
        <span className="muted small truncate">
          <UntrustedText>{task.result ?? ''}</UntrustedText>
        </span>
      </span>
      <span className="muted small today-row-time">
        {task.completed_at && <RelativeTime at={task.completed_at} />}
      </span>
    </button>
  );
}
