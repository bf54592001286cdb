import type { Place, Preferences, ShellState } from '../../shared/shell.ts';
import type { Status } from '../../shared/status.ts';
import { ClockStore } from './clock-store.ts';
import type { EmployeeClient } from './employee-client.ts';
import { QueryCache } from './query-cache.ts';
import { TopicStore } from './topic-store.ts';

/** Everything the screens read from: the client, the app's live state, and the answers known so far. */
export interface Session {
  readonly client: EmployeeClient;
  readonly queries: QueryCache;
  readonly clock: ClockStore;
  readonly status: TopicStore<Status>;
  readonly shell: TopicStore<ShellState>;
  readonly preferences: TopicStore<Preferences>;
  readonly place: TopicStore<Place>;
}

/** Follows the app until the signal is aborted. */
export function startSession(client: EmployeeClient, clock: () => Date, signal: AbortSignal): Session {
  const queries = new QueryCache(client);
  queries.start(signal);
  return {
    client,
    queries,
    clock: new ClockStore(clock, signal),
    shell: new TopicStore((listen, end) => client.subscribe('shell', {}, listen, { signal: end }), signal),
    preferences: new TopicStore(
      (listen, end) => client.subscribe('preferences', {}, listen, { signal: end }),
      signal,
    ),
    place: new TopicStore((listen, end) => client.subscribe('place', {}, listen, { signal: end }), signal),
    status: new TopicStore((listen, end) => client.subscribe('status', {}, listen, { signal: end }), signal),
  };
}
