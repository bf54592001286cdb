import { useState } from 'react';
import type { Progress as ProgressMessage } from '../../../shared/events.ts';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { useTopic } from '../../client/index.ts';
import { Progress } from '../../components/progress.tsx';
import { useTranslator } from '../../i18n/index.ts';

type Running = NonNullable<ChannelResult<'backup.state'>['running']>;

const workOf = {
  backup: 'backup',
  verify: 'backup.verify',
  rehearsal: 'backup.rehearsal',
} as const satisfies Record<Running, ProgressMessage['work']>;

/** What is done with backups at the moment, how far it is, and the way to end what was begun here. */
export function Work({
  running,
  onCancel,
}: {
  readonly running: Running | null;
  readonly onCancel?: (() => void) | undefined;
}) {
  const { t } = useTranslator();
  const [progress, setProgress] = useState<ProgressMessage>();
  useTopic('progress', {}, setProgress);
  if (running === null) return null;
  const current = progress?.work === workOf[running] ? progress : undefined;
  return (
    <div role="status">
      <Progress
        label={t(`backups.running.${running}`)}
        done={current?.done ?? 0}
        total={current?.total ?? 0}
        unit={current?.unit ?? 'files'}
        files={current?.unit === 'bytes' ? current.files : undefined}
        leftMs={current?.seconds_left === undefined ? undefined : current.seconds_left * 1_000}
        onCancel={onCancel}
      />
    </div>
  );
}
