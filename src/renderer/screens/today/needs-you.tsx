import { memo } from 'react';
import type { ApprovalSummary } from '../../../shared/api.ts';
import { usePlace, useQuery } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon } from '../../components/icon.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { approvalIcon } from '../approvals/approval-icon.ts';

const shown = 4;

/** The first few requests that wait; nothing at all when none does. */
export const NeedsYou = memo(function NeedsYou({ count }: { readonly count: number }) {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const { data, error, again } = useQuery('approvals.list', { arguments: false });
  if (count === 0 && !error) return null;
  return (
    <Section
      title={t('today.needsYou')}
      actions={
        count > shown && (
          <Button kind="quiet" onPress={() => goTo({ view: 'approvals', id: null })}>
            {t('today.seeAll', { count })}
          </Button>
        )
      }
    >
      {error && <ErrorNotice error={error} onRetry={again} />}
      {!data && !error && <Skeleton lines={3} />}
      {data && (
        <ul className="today-card">
          {data.slice(0, shown).map((approval) => (
            <li key={approval.task_id}>
              <WaitingRow
                approval={approval}
                onOpen={() => goTo({ view: 'approvals', id: approval.task_id })}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
});

function WaitingRow({
  approval,
  onOpen,
}: {
  readonly approval: ApprovalSummary;
  readonly onOpen: () => void;
}) {
  return (
    <button type="button" className="today-row" onClick={onOpen}>
      <span className="tone-attention today-row-icon">
        <Icon name={approvalIcon(approval.approval_type)} />
      </span>
      <span className="today-row-text">
        <span className="today-row-title">
          <UntrustedText>{approval.sentence}</UntrustedText>
        </span>
        <span className="muted small truncate">
          <UntrustedText>{approval.reason}</UntrustedText>
        </span>
      </span>
      <span className="muted small today-row-time">
        <RelativeTime at={approval.created_at} />
      </span>
      <Icon name="chevron" />
    </button>
  );
}
