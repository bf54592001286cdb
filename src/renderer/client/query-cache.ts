import type { ChannelName, ChannelParams } from '../../shared/ipc/contract.ts';
import type { Changes } from '../../shared/ipc/topics.ts';
import { isOutdated } from './dependencies.ts';
import type { EmployeeClient } from './employee-client.ts';
import { QueryEntry } from './query-entry.ts';

/** Answers nobody looks at that are kept, so that going back to a screen shows it at once. */
const maxUnwatched = 32;

/** What the cache does with an answer of any channel. */
type CachedEntry = Pick<QueryEntry<ChannelName>, 'channel' | 'isWatched' | 'invalidate'> & {
  readonly params: object;
};

function isOf<Name extends ChannelName>(entry: CachedEntry, channel: Name): entry is QueryEntry<Name> {
  return entry instanceof QueryEntry && entry.channel === channel;
}

/** Answers by request. Those on screen are asked for again when the app says that something they show changed. */
export class QueryCache {
  readonly #client: EmployeeClient;
  readonly #entries = new Map<string, CachedEntry>();

  constructor(client: EmployeeClient) {
    this.#client = client;
  }

  /** Follows what changes until the signal is aborted. */
  start(signal: AbortSignal): void {
    this.#client.subscribe('changes', {}, (changes) => this.#outdate(changes), { signal });
    let services = '';
    // What a service says of itself is told by the status alone.
    this.#client.subscribe(
      'status',
      {},
      (status) => {
        const now = JSON.stringify(status.services);
        if (services !== '' && services !== now) this.invalidate('health');
        services = now;
      },
      { signal },
    );
  }

  entry<Name extends ChannelName>(channel: Name, params: ChannelParams<Name>): QueryEntry<Name> {
    const key = `${channel} ${JSON.stringify(params)}`;
    const known = this.#entries.get(key);
    if (known !== undefined && isOf(known, channel)) return known;
    const entry = new QueryEntry(this.#client, channel, params);
    this.#entries.set(key, entry);
    this.#evict();
    return entry;
  }

  /** Asks again for every answer of a channel, whatever its parameters. */
  invalidate(...channels: readonly ChannelName[]): void {
    for (const entry of this.#entries.values()) if (channels.includes(entry.channel)) entry.invalidate();
  }

  #outdate(changes: Changes): void {
    for (const entry of this.#entries.values()) {
      if (isOutdated(entry.channel, entry.params, changes)) entry.invalidate();
    }
  }

  #evict(): void {
    const unwatched = [...this.#entries].filter(([, entry]) => !entry.isWatched);
    for (const [key] of unwatched.slice(0, Math.max(0, unwatched.length - maxUnwatched))) {
      this.#entries.delete(key);
    }
  }
}
