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
import { useOnScreen } from './use-on-screen.ts';
import './decision-bar.css';

type Mode = 'choose' | 'reject' | 'revise' | 'edit';

/**
 * The answers, at the foot of the card. Approve and Reject weigh the same, and neither has the focus by itself. They rest
 * until the request can have been read.
 */
export function DecisionBar({
  details,
  undoable,
  onDecided,
  onCancel,
}: {
  readonly details: ApprovalDetails;
  /** Task of the request whose decision `u` takes back: this one's or another's. */
  readonly undoable: string | undefined;
  readonly onDecided: () => void;
  /** A form was left without an answer. */
  readonly onCancel: () => void;
}) {
  const { t } = useTranslator();
  const { summary, request } = details;
  const decision = useDecision({ ...summary, approval_sha256: request.approval_sha256 }, onDecided);
  const isReadable = useOnScreen(`${request.task_id} ${request.approval_sha256}`);
  useKeys({ u: undoable === undefined ? undefined : () => void decision.undo(undoable) });
  return (
    <section className="decision-bar" aria-label={t('approvals.decision')}>
      {decision.error && <ErrorNotice error={decision.error} />}
      {summary.deciding ? (
        <Decided
          made={summary.deciding.decision}
          isUndoing={decision.running}
          onUndo={() => void decision.undo(summary.task_id)}
        />
      ) : request.approval_type === 'outcome_unknown' ? (
        <UnknownOutcome decision={decision} isReadable={isReadable} />
      ) : (
        <Answers details={details} decision={decision} isReadable={isReadable} onCancel={onCancel} />
      )}
    </section>
  );
}

function Decided({
  made,
  isUndoing,
  onUndo,
}: {
  readonly made: 'approved' | 'rejected' | 'revised';
  readonly isUndoing: boolean;
  readonly onUndo: () => void;
}) {
  const { t } = useTranslator();
  return (
    <div className="row-apart">
      <p className="row">
        <Icon name={made === 'rejected' ? 'cross' : 'check'} />
        {t(`approvals.deciding.${made}`)}
      </p>
      <Button icon="undo" shortcut="u" pending={isUndoing} onPress={onUndo}>
        {t('action.undo')}
      </Button>
    </div>
  );
}

function Answers({
  details,
  decision,
  isReadable,
  onCancel,
}: {
  readonly details: ApprovalDetails;
  readonly decision: Decision;
  readonly isReadable: boolean;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslator();
  const [mode, setMode] = useState<Mode>('choose');
  const choose = () => {
    setMode('choose');
    onCancel();
  };
  const answer = (act: () => void) => (isReadable && !decision.running ? act : undefined);
  useKeys({
    a: mode === 'choose' ? answer(() => void decision.approve()) : undefined,
    r: answer(() => setMode('reject')),
    e: answer(() => setMode('edit')),
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
            disabled={!isReadable}
            pending={decision.running}
            onPress={() => void decision.approve()}
          >
            {t('approvals.approve')}
          </Button>
          <Button icon="cross" shortcut="r" disabled={!isReadable} onPress={() => setMode('reject')}>
            {t('approvals.reject')}
          </Button>
          <span className="decision-rest">
            <Button
              kind="quiet"
              icon="edit"
              shortcut="e"
              disabled={!isReadable}
              onPress={() => setMode('edit')}
            >
              {t('approvals.edit')}
            </Button>
            <Button kind="quiet" icon="retry" disabled={!isReadable} onPress={() => setMode('revise')}>
              {t('approvals.revise')}
            </Button>
          </span>
        </div>
      );
  }
}
