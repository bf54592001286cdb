import { DetailsPane } from '../../app/screen.tsx';
import { useQuery } from '../../client/index.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { TaskBadge } from '../../components/words.tsx';
import { TaskFacts } from './facts.tsx';
import { PlanView } from './plan.tsx';
import { SourceFile } from './source-file.tsx';
import { TaskActions } from './task-actions.tsx';
import { Timeline } from './timeline-view.tsx';
import { UnknownOutcome } from './unknown-outcome.tsx';

/** Everything known of one task. */
export function TaskDetails({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data, error, again } = useQuery('tasks.show', { id });
  const name = data?.task.context?.file_name ?? id;
  return (
    <DetailsPane title={<UntrustedText>{name}</UntrustedText>} onClose={onClose}>
      {error && <ErrorNotice error={error} onRetry={again} />}
      {data === undefined && !error && <Skeleton lines={6} />}
      {data && (
        <>
          <div className="stack">
            <TaskBadge state={data.state} status={data.task.status ?? data.state} />
            <TaskActions task={data.task} state={data.state} />
          </div>
          {data.task.status === 'outcome_unknown' && <UnknownOutcome id={id} />}
          <TaskFacts task={data.task} audit={data.audit} />
          <Timeline task={data.task} audit={data.audit} />
          <PlanView task={data.task} />
          <SourceFile task={data.task} />
        </>
      )}
    </DetailsPane>
  );
}
