import type { ReactNode } from 'react';
import type { BackupSummary } from '../../../shared/backup.ts';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { type PlainKey, useTranslator } from '../../i18n/index.ts';

type State = ChannelResult<'backup.state'>;

/** The four things to know at a glance, and the way to change them. */
export function Summary({
  state,
  backups,
  onSchedule,
}: {
  readonly state: State | undefined;
  readonly backups: readonly BackupSummary[] | undefined;
  readonly onSchedule: () => void;
}) {
  const { t } = useTranslator();
  const last = backups?.find(({ safety, problem }) => !safety && problem === null);
  const second = state?.destinations.find((place) => place.second);
  return (
    <div className="backup-summary">
      <dl className="backup-facts">
        <Fact
          name="backups.last"
          icon={last?.verified_at ? 'ok' : 'clock'}
          tone={last?.verified_at ? 'ok' : 'attention'}
        >
          {last ? <RelativeTime at={last.created_at} /> : t(backups ? 'backups.noneYet' : 'unknown')}
        </Fact>
        <Fact name="backups.next">
          {state && (state.next_at === null ? t('backups.noSchedule') : <RelativeTime at={state.next_at} />)}
        </Fact>
        <Fact name="backups.kept">{state && t('backups.keepDays', { count: state.retention.days })}</Fact>
        <Fact
          name="backups.copies"
          icon={isSafe(second) ? 'ok' : 'warning'}
          tone={isSafe(second) ? 'ok' : 'attention'}
        >
          {state && t(copyWord(second))}
        </Fact>
      </dl>
      <Button kind="quiet" icon="settings" onPress={onSchedule}>
        {t('backups.schedule')}
      </Button>
    </div>
  );
}

function Fact({
  name,
  icon,
  tone = 'ok',
  children,
}: {
  readonly name: PlainKey;
  readonly icon?: IconName;
  readonly tone?: 'ok' | 'attention';
  readonly children: ReactNode;
}) {
  const { t } = useTranslator();
  return (
    <div className="backup-fact">
      <dt className="muted small">{t(name)}</dt>
      <dd className="backup-fact-value">
        {children}
        {children && icon && (
          <span className={`tone-${tone}`}>
            <Icon name={icon} />
          </span>
        )}
      </dd>
    </div>
  );
}

type Destination = State['destinations'][number] | undefined;

function isSafe(second: Destination): boolean {
  return second !== undefined && second.problem === null && second.same_disk !== true;
}

function copyWord(second: Destination): PlainKey {
  if (second === undefined) return 'backups.copyNone';
  if (second.problem !== null) return 'backups.copyProblem';
  return second.same_disk === true ? 'backups.copySameDisk' : 'backups.copySet';
}
