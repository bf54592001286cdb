import { useMemo, useSyncExternalStore } from 'react';
import type { ChannelName, ChannelParams, ChannelResult } from '../../shared/ipc/contract.ts';
import { useSession } from './context.ts';
import type { QueryState } from './query-entry.ts';

/**
 * The newest answer to a request, asked for again whenever the app says it may have changed. `params` are compared by
 * value.
 */
export function useQuery<Name extends ChannelName>(
  channel: Name,
  params: ChannelParams<Name>,
): QueryState<ChannelResult<Name>> & { readonly again: () => void } {
  const { queries } = useSession();
  const entry = queries.entry(channel, params);
  const state = useSyncExternalStore(entry.subscribe, entry.get);
  return useMemo(() => ({ ...state, again: () => entry.invalidate() }), [state, entry]);
}
