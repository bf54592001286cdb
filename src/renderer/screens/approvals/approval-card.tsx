import { type ReactNode, useEffect, useRef } from 'react';
import type { ApprovalSummary } from '../../../shared/api.ts';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { useQuery } from '../../client/index.ts';
import { Badge } from '../../components/badge.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Phrase, type PlainKey, useTranslator } from '../../i18n/index.ts';
import { approvalIcon } from './approval-icon.ts';
import { Calls } from './calls.tsx';
import { DecisionBar } from './decision-bar.tsx';
import { Reasons } from './reasons.tsx';
import { Sentence } from './sentence.tsx';
import { Source } from './source.tsx';
import './approval-card.css';

export type ApprovalDetails = ChannelResult<'approvals.show'>;

/** One request: a sentence, exactly what will run, why it asks, its source, and the decision. */
export function ApprovalCard({
  summary,
  undoable,
  onDecided,
}: {
  readonly summary: ApprovalSummary;
  /** Task of the request whose decision can be taken back by a key. */
  readonly undoable: string | undefined;
  readonly onDecided: () => void;
}) {
  const { t } = useTranslator();
  const { data, error, again } = useQuery('approvals.show', { id: summary.task_id });
  const card = useRef<HTMLElement>(null);
  // What held the focus went with the decision before: the keyboard goes on here, not at the top of the window.
  useEffect(() => {
    if (document.activeElement === document.body) card.current?.focus({ preventScroll: true });
  });
  if (error?.code === 'not_found') {
    return (
      <EmptyState icon="approvals" title={t('approvals.gone')}>
        {t('approvals.goneHint')}
      </EmptyState>
    );
  }
  return (
    <article ref={card} className="approval-card" aria-label={summary.sentence} tabIndex={-1}>
      <div className="approval-scroll">
        <Head summary={summary} sentence={<Sentence summary={data?.summary ?? summary} />} />
        {error && <ErrorNotice error={error} onRetry={again} />}
        {!data && !error && <Skeleton lines={6} />}
        {data && (
          <div className="approval-columns">
            <div className="stack-wide">
              <Calls actions={data.request.actions} />
              <Reasons details={data} />
            </div>
            <Source details={data} />
          </div>
        )}
      </div>
      {data && (
        <DecisionBar
          details={{ ...data, summary }}
          undoable={undoable}
          onDecided={onDecided}
          onCancel={() => card.current?.focus({ preventScroll: true })}
        />
      )}
    </article>
  );
}

const kinds: Readonly<Record<string, PlainKey>> = {
  financial: 'approvals.kind.financial',
  communication: 'approvals.kind.communication',
  data_sharing: 'approvals.kind.data_sharing',
  system_change: 'approvals.kind.system_change',
  outcome_unknown: 'approvals.kind.outcome_unknown',
};

function Head({ summary, sentence }: { readonly summary: ApprovalSummary; readonly sentence: ReactNode }) {
  const { t } = useTranslator();
  return (
    <header className="stack">
      <div className="row approval-facts">
        <Badge tone="attention" icon={approvalIcon(summary.approval_type)}>
          {t(kinds[summary.approval_type] ?? 'approvals.kind.other')}
        </Badge>
        {summary.urgency === 'high' && (
          <Badge tone="danger" icon="warning">
            {t('approvals.urgent')}
          </Badge>
        )}
        <Badge icon="clock">
          <Phrase k="approvals.expires" values={{ time: <RelativeTime at={summary.expires_at} /> }} />
        </Badge>
        <Badge>
          <Phrase k="approvals.asked" values={{ time: <RelativeTime at={summary.created_at} /> }} />
        </Badge>
      </div>
      {sentence}
      {summary.approval_type === 'outcome_unknown' && <p>{t('approvals.unknownHint')}</p>}
    </header>
  );
}
