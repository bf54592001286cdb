import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChannelName, ChannelParams, ChannelResult } from '../../shared/ipc/contract.ts';
import { type ClientError, toClientError } from './client-error.ts';
import { useClient } from './context.ts';

/** A request that does something. `run` answers `undefined` after a failure, which then is in `error`. */
export interface Command<Name extends ChannelName> {
  readonly run: (params: ChannelParams<Name>) => Promise<ChannelResult<Name> | undefined>;
  readonly running: boolean;
  readonly error: ClientError | undefined;
  readonly clear: () => void;
}

export function useCommand<Name extends ChannelName>(channel: Name): Command<Name> {
  const client = useClient();
  const [state, setState] = useState<{ running: boolean; error: ClientError | undefined }>(idle);
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = useCallback(
    async (params: ChannelParams<Name>) => {
      setState({ running: true, error: undefined });
      try {
        const result = await client.call(channel, params);
        if (mounted.current) setState(idle);
        return result;
      } catch (error) {
        if (mounted.current) setState({ running: false, error: toClientError(error) });
        return undefined;
      }
    },
    [client, channel],
  );
  const clear = useCallback(() => setState(idle), []);
  return { run, ...state, clear };
}

const idle = { running: false, error: undefined };
