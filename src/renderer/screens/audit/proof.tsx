import { useState } from 'react';
import type { AuditVerification } from '../../../shared/audit.ts';
import type { Progress as ProgressMessage } from '../../../shared/events.ts';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { useCommand, useQuery, useSession, useTopic } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon } from '../../components/icon.tsx';
import { Progress } from '../../components/progress.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Phrase, useTranslator } from '../../i18n/index.ts';
import { Compromised } from './compromised.tsx';
import { Keys } from './keys.tsx';

type State = ChannelResult<'audit.state'>;

/** What the trail proves and since when; a break of it stands before everything else. */
export function Proof() {
  const { queries } = useSession();
  const { data, error, again } = useQuery('audit.state', {});
  const verify = useCommand('audit.verify');
  const [outcome, setOutcome] = useState<AuditVerification>();
  const run = async () => {
    setOutcome(undefined);
    setOutcome(await verify.run({}));
    queries.invalidate('audit.state');
  };
  if (data === undefined && outcome === undefined) {
    return error ? <ErrorNotice error={error} onRetry={again} /> : <Skeleton lines={2} />;
  }
  const isBroken =
    outcome?.integrity === 'COMPROMISED' ||
    (outcome === undefined && (data?.problem != null || data?.last_verified?.integrity === 'COMPROMISED'));
  return (
    <div className="proof">
      {isBroken ? (
        <Compromised verification={outcome} problem={data?.problem ?? null} onVerify={() => void run()} />
      ) : (
        data && <Intact state={data} outcome={outcome} running={verify.running} onVerify={() => void run()} />
      )}
      {verify.running && <Verifying onCancel={verify.cancel} />}
      {verify.error && <ErrorNotice error={verify.error} onRetry={() => void run()} />}
    </div>
  );
}

function Intact({
  state,
  outcome,
  running,
  onVerify,
}: {
  readonly state: State;
  readonly outcome: AuditVerification | undefined;
  readonly running: boolean;
  readonly onVerify: () => void;
}) {
  const { t, formats } = useTranslator();
  const { since, head, last_verified } = state;
  const isVerified = outcome !== undefined || last_verified !== null;
  const values = {
    since: since === null ? t('unknown') : formats.day(new Date(since)),
    seq: formats.number(head?.seq ?? 0),
  };
  return (
    <div className="proof-line">
      <span className={`proof-icon ${isVerified ? 'tone-ok' : ''}`}>
        <Icon name="shield" size={20} />
      </span>
      <div className="proof-words">
        <p className="proof-title">{t(isVerified ? 'audit.intact' : 'audit.unverified')}</p>
        <p className="muted">
          {head === null
            ? t('audit.provenNone')
            : t(isVerified ? 'audit.provenSince' : 'audit.unverifiedHint', values)}
        </p>
        <p className="small muted" role="status">
          {outcome
            ? t('audit.verified', { entries: formats.number(outcome.total_entries) })
            : last_verified && (
                <Phrase
                  k="audit.lastVerified"
                  values={{
                    time: <RelativeTime at={last_verified.at} />,
                    entries: formats.number(last_verified.entries),
                  }}
                />
              )}
        </p>
        <Keys state={state} />
      </div>
      <Button icon="check" pending={running} onPress={onVerify}>
        {t('audit.verify')}
      </Button>
    </div>
  );
}

/** How far it has come, once the employee has said so. */
function Verifying({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useTranslator();
  const [progress, setProgress] = useState<ProgressMessage>();
  useTopic('progress', {}, (message) => {
    if (message.work === 'audit.verify') setProgress(message);
  });
  if (progress === undefined) return <p className="small muted">{t('audit.verifyStart')}</p>;
  const { done, total, unit } = progress;
  return <Progress label={t('audit.verifying')} done={done} total={total} unit={unit} onCancel={onCancel} />;
}
