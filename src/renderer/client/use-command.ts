import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChannelName, ChannelParams, ChannelResult } from '../../shared/ipc/contract.ts';
import { type ClientError, toClientError } from './client-error.ts';
import { useClient } from './context.ts';

/** A request that does something. `run` answers `undefined` after a failure, which then is in `error`. */
export interface Command<Name extends ChannelName> {
  readonly run: (params: ChannelParams<Name>) => Promise<ChannelResult<Name> | undefined>;
  readonly running: boolean;
  /** Takes back what `run` asked for, where the employee can still end it. */
  readonly cancel: () => void;
  readonly error: ClientError | undefined;
  readonly clear: () => void;
}

export function useCommand<Name extends ChannelName>(channel: Name): Command<Name> {
  const client = useClient();
  const [state, setState] = useState<{ running: boolean; error: ClientError | undefined }>(idle);
  const mounted = useRef(false);
  const inHand = useRef<AbortController>(undefined);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = useCallback(
    async (params: ChannelParams<Name>) => {
      setState({ running: true, error: undefined });
      const abort = new AbortController();
      inHand.current = abort;
      try {
        const result = await client.call(channel, params, abort.signal);
        if (mounted.current) setState(idle);
        return result;
      } catch (error) {
        const failure = abort.signal.aborted ? undefined : toClientError(error);
        if (mounted.current) setState({ running: false, error: failure });
        return undefined;
      }
    },
    [client, channel],
  );
  const cancel = useCallback(() => inHand.current?.abort(), []);
  const clear = useCallback(() => setState(idle), []);
  return { run, cancel, ...state, clear };
}

const idle = { running: false, error: undefined };
