import type { ApprovalSummary } from '../../../shared/api.ts';
import { DataList } from '../../components/data-list.tsx';
import { Icon } from '../../components/icon.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { type PlainKey, useTranslator } from '../../i18n/index.ts';
import { approvalIcon } from './approval-icon.ts';

const rowHeightPx = 64;

export function ApprovalList({
  requests,
  selected,
  onSelect,
}: {
  readonly requests: readonly ApprovalSummary[];
  readonly selected: number;
  readonly onSelect: (index: number) => void;
}) {
  const { t } = useTranslator();
  return (
    <DataList
      label={t('approvals.list')}
      count={requests.length}
      rowAt={(index) => requests[index]}
      keyOf={({ task_id }) => task_id}
      rowHeight={rowHeightPx}
      selected={selected}
      onSelect={onSelect}
    >
      {(request) => request && <RequestRow request={request} />}
    </DataList>
  );
}

const decided = {
  approved: 'approvals.approved',
  rejected: 'approvals.rejected',
  revised: 'approvals.revised',
} as const satisfies Record<string, PlainKey>;

function RequestRow({ request }: { readonly request: ApprovalSummary }) {
  const { t } = useTranslator();
  const { deciding } = request;
  return (
    <>
      <span className={`approval-row-icon ${deciding ? 'muted' : 'tone-attention'}`}>
        <Icon name={deciding ? 'check' : approvalIcon(request.approval_type)} />
      </span>
      <span className="approval-row-text">
        <span className="approval-row-title">
          <UntrustedText>{request.sentence}</UntrustedText>
        </span>
        <span className="approval-row-note muted small">
          {deciding ? t(decided[deciding.decision]) : <RelativeTime at={request.created_at} />}
          {!deciding && (
            <span className="truncate" dir="auto">
              <UntrustedText>{request.reason}</UntrustedText>
            </span>
          )}
        </span>
      </span>
      {request.urgency === 'high' && (
        <span className="tone-attention small approval-row-icon">
          <Icon name="clock" />
          <span className="visually-hidden">{t('approvals.urgent')}</span>
        </span>
      )}
    </>
  );
}
