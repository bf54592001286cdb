import { useState } from 'react';
import { useKeys } from '../../app/use-keys.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon } from '../../components/icon.tsx';
import { useTranslator } from '../../i18n/index.ts';
import type { ApprovalDetails } from './approval-card.tsx';
import { EditForm } from './edit-form.tsx';
import { ReasonForm } from './reason-form.tsx';
import { UnknownOutcome } from './unknown-outcome.tsx';
import { type Decision, useDecision } from './use-decision.tsx';
import './decision-bar.css';

type Mode = 'choose' | 'reject' | 'revise' | 'edit';

/** The answers, at the foot of the card. Approve and Reject weigh the same, and neither has the focus by itself. */
export function DecisionBar({
  details,
  onDecided,
  onCancel,
}: {
  readonly details: ApprovalDetails;
  readonly onDecided: () => void;
  /** A form was left without an answer. */
  readonly onCancel: () => void;
}) {
  const { t } = useTranslator();
  const { summary, request } = details;
  const decision = useDecision(summary, onDecided);
  return (
    <section className="decision-bar" aria-label={t('approvals.decision')}>
      {decision.error && <ErrorNotice error={decision.error} />}
      {summary.deciding ? (
        <Decided decision={decision} made={summary.deciding.decision} />
      ) : request.approval_type === 'outcome_unknown' ? (
        <UnknownOutcome decision={decision} />
      ) : (
        <Answers details={details} decision={decision} onCancel={onCancel} />
      )}
    </section>
  );
}

function Decided({
  decision,
  made,
}: {
  readonly decision: Decision;
  readonly made: 'approved' | 'rejected' | 'revised';
}) {
  const { t } = useTranslator();
  useKeys({ u: () => void decision.undo() });
  return (
    <div className="row-apart">
      <p className="row">
        <Icon name={made === 'rejected' ? 'cross' : 'check'} />
        {t(`approvals.deciding.${made}`)}
      </p>
      <Button icon="undo" shortcut="u" pending={decision.running} onPress={() => void decision.undo()}>
        {t('action.undo')}
      </Button>
    </div>
  );
}

function Answers({
  details,
  decision,
  onCancel,
}: {
  readonly details: ApprovalDetails;
  readonly decision: Decision;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslator();
  const [mode, setMode] = useState<Mode>('choose');
  const choose = () => {
    setMode('choose');
    onCancel();
  };
  useKeys({
    a: mode === 'choose' && !decision.running ? () => void decision.approve() : undefined,
    r: () => setMode('reject'),
    e: () => setMode('edit'),
    Escape: mode === 'choose' ? undefined : choose,
  });
  switch (mode) {
    case 'reject':
      return (
        <ReasonForm
          label={t('approvals.reason')}
          submit={t('approvals.confirmReject')}
          kind="danger"
          pending={decision.running}
          onCancel={choose}
          onSubmit={(reason) => void decision.reject(reason)}
        />
      );
    case 'revise':
      return (
        <ReasonForm
          label={t('approvals.changes')}
          hint={t('approvals.changesHint')}
          submit={t('approvals.sendChanges')}
          kind="plain"
          isRequired
          pending={decision.running}
          onCancel={choose}
          onSubmit={(changes) => void decision.revise(changes)}
        />
      );
    case 'edit':
      return <EditForm actions={details.request.actions} decision={decision} onDone={choose} />;
    case 'choose':
      return (
        <div className="decision-answers">
          <Button
            icon="check"
            shortcut="a"
            pending={decision.running}
            onPress={() => void decision.approve()}
          >
            {t('approvals.approve')}
          </Button>
          <Button icon="cross" shortcut="r" onPress={() => setMode('reject')}>
            {t('approvals.reject')}
          </Button>
          <span className="decision-rest">
            <Button kind="quiet" icon="edit" shortcut="e" onPress={() => setMode('edit')}>
              {t('approvals.edit')}
            </Button>
            <Button kind="quiet" icon="retry" onPress={() => setMode('revise')}>
              {t('approvals.revise')}
            </Button>
          </span>
        </div>
      );
  }
}
