import { useState } from 'react';
import type { ApprovalSummary } from '../../../shared/api.ts';
import { Screen } from '../../app/screen.tsx';
import { useChooseFiles } from '../../app/use-choose-files.tsx';
import { useKeys } from '../../app/use-keys.ts';
import { usePlace, useQuery } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { ApprovalCard } from './approval-card.tsx';
import { ApprovalList } from './approval-list.tsx';
import './approvals.css';

/** The requests that wait, and the whole of the chosen one. */
export function ApprovalsScreen() {
  const { t } = useTranslator();
  const chooseFiles = useChooseFiles();
  const { data, error, again } = useQuery('approvals.list', { arguments: false });
  if (data && data.length > 0) return <Requests requests={data} />;
  return (
    <Screen title={t('view.approvals')}>
      {error && <ErrorNotice error={error} onRetry={again} />}
      {!data && !error && <Skeleton lines={5} />}
      {data && (
        <EmptyState
          icon="approvals"
          title={t('approvals.empty')}
          action={
            <Button icon="drop" onPress={chooseFiles}>
              {t('action.dropFiles')}
            </Button>
          }
        >
          {t('approvals.emptyHint')}
        </EmptyState>
      )}
    </Screen>
  );
}

function Requests({ requests }: { readonly requests: readonly ApprovalSummary[] }) {
  const { t } = useTranslator();
  const [place, goTo] = usePlace();
  const [lastIndex, setLastIndex] = useState(0);
  const found = requests.findIndex(({ task_id }) => task_id === place.id);
  // One that is decided leaves the list: the next one takes its place.
  const selected = found >= 0 ? found : Math.min(lastIndex, requests.length - 1);
  if (selected !== lastIndex) setLastIndex(selected);
  const select = (index: number) => {
    const next = requests[Math.min(requests.length - 1, Math.max(0, index))];
    if (next) goTo({ view: 'approvals', id: next.task_id });
  };
  useKeys({ j: () => select(selected + 1), k: () => select(selected - 1) });
  const request = requests[selected];
  const undoable = request?.deciding ? request : lastDecided(requests);
  return (
    <div className="approvals">
      <div className="approvals-side">
        <header className="approvals-head">
          <h1>{t('view.approvals')}</h1>
          <p className="muted small">{t('approvals.lead', { count: requests.length })}</p>
        </header>
        <ApprovalList requests={requests} selected={selected} onSelect={select} />
      </div>
      {request && (
        <ApprovalCard
          key={request.task_id}
          summary={request}
          undoable={undoable?.task_id}
          onDecided={() => select(selected + 1 < requests.length ? selected + 1 : selected - 1)}
        />
      )}
    </div>
  );
}

function lastDecided(requests: readonly ApprovalSummary[]): ApprovalSummary | undefined {
  return requests
    .filter(({ deciding }) => deciding)
    .sort((one, other) => (one.deciding?.until ?? '').localeCompare(other.deciding?.until ?? ''))
    .at(-1);
}
