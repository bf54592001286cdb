import { useEffect, useState } from 'react';
import type { Progress } from '../../shared/events.ts';
import type { ChannelParams } from '../../shared/ipc/contract.ts';
import { toClientError } from '../client/client-error.ts';
import {
  type ClientError,
  useClient,
  useCommand,
  useQuery,
  useSession,
  useShell,
  useTopic,
} from '../client/index.ts';
import { type Begun, type Phase, phaseOf } from './phase.ts';

/** An employee of another process tells no progress: how far it is has to be asked. */
const askEveryMs = 1_000;

export interface Cancellation {
  readonly ask: () => void;
  readonly state: 'none' | 'asked' | 'late' | 'done';
  readonly error: ClientError | undefined;
}

export interface Restore {
  readonly phase: Phase;
  readonly progress: Progress | undefined;
  /** Why the last one was not begun. */
  readonly error: ClientError | undefined;
  readonly cancellation: Cancellation;
  readonly begin: (params: ChannelParams<'restore.start'>) => void;
  /** The report was read: the person may choose again. */
  readonly dismiss: () => void;
}

/** Follows restores, this window's own and those found under way, over the restart of the employee. */
export function useRestore(): Restore {
  const client = useClient();
  const { clock, queries } = useSession();
  const shell = useShell();
  const works = shell?.employee.state === 'running' || shell?.employee.state === 'attached';
  const { data: state, again } = useQuery('restore.state', {});
  const [openedAtMs] = useState(() => clock.get().getTime());
  const [begun, setBegun] = useState<Begun>();
  const [failure, setFailure] = useState<ClientError>();
  const [error, setError] = useState<ClientError>();
  const cancelCommand = useCommand('restore.cancel');
  const [cancelling, setCancelling] = useState<Cancellation['state']>('none');
  const [read, setRead] = useState<string>();
  const [progress, setProgress] = useState<Progress>();
  useTopic('progress', {}, (message) => {
    if (message.work === 'restore') setProgress(message);
  });

  const phase = phaseOf({
    works,
    state,
    step: progress?.step,
    begun,
    cancelled: cancelling === 'done',
    read,
    openedAtMs,
  });
  const isWaiting = phase.kind === 'running';
  const found = state?.running;

  // One that runs already when the window opens is followed like its own, also while nobody can be asked.
  useEffect(() => {
    if (!found) return;
    setBegun(
      (own) => own ?? { atMs: openedAtMs, archive: found.archive, accepted: !found.can_cancel, found: true },
    );
  }, [found, openedAtMs]);

  useEffect(() => {
    if (!isWaiting || !works) return;
    const timer = setInterval(again, askEveryMs);
    return () => clearInterval(timer);
  }, [isWaiting, works, again]);

  // A call that failed may have been cut off by the very restart it asked for: only the employee knows.
  useEffect(() => {
    if (failure === undefined || !works || cancelling === 'asked') return;
    let isCurrent = true;
    client.call('restore.state', {}).then(
      ({ running, last }) => {
        if (!isCurrent) return;
        setFailure(undefined);
        again();
        if (running || cancelling === 'done' || (last && begun && Date.parse(last.finished_at) >= begun.atMs))
          return;
        setBegun(undefined);
        setError(failure);
      },
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [failure, works, begun, cancelling, client, again]);

  const begin = (params: ChannelParams<'restore.start'>) => {
    setError(undefined);
    setProgress(undefined);
    setCancelling('none');
    setBegun({ atMs: clock.now().getTime(), archive: params.archive, accepted: false, found: false });
    client.call('restore.start', params).then(
      () => setBegun((own) => own && { ...own, accepted: true }),
      (reason: unknown) => setFailure(toClientError(reason)),
    );
  };
  const cancel = async () => {
    setCancelling('asked');
    const answer = await cancelCommand.run({});
    setCancelling(answer === undefined ? 'none' : answer.cancelled ? 'done' : 'late');
    again();
  };
  const dismiss = () => {
    setCancelling('none');
    setRead(state?.last?.id);
    setBegun(undefined);
    setProgress(undefined);
    // What the archives differ from has become another.
    queries.invalidate('restore.inspect', 'restore.differences', 'restore.text-difference');
  };
  const cancellation = { ask: () => void cancel(), state: cancelling, error: cancelCommand.error };
  return { phase, progress, error, cancellation, begin, dismiss };
}
