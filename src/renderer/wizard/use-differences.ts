import { useCallback, useEffect, useState } from 'react';
import type { ChannelParams } from '../../shared/ipc/contract.ts';
import { toClientError } from '../client/client-error.ts';
import { type ClientError, useClient } from '../client/index.ts';
import type { DifferenceRow } from './draft.ts';

const pageSize = 200;

export type DifferenceQuery = Omit<ChannelParams<'restore.differences'>, 'offset' | 'limit'>;

export interface Differences {
  /** `undefined` until the first answer. */
  readonly total: number | undefined;
  readonly error: ClientError | undefined;
  readonly rowAt: (index: number) => DifferenceRow | undefined;
  /** The rows in sight: their pages are fetched. */
  readonly show: (first: number, end: number) => void;
  readonly again: () => void;
}

interface Loaded {
  readonly key: string;
  readonly total: number | undefined;
  readonly pages: ReadonlyMap<number, readonly DifferenceRow[]>;
}

/** Differences of any number, fetched in pages as they come into sight. `query` is compared by value. */
export function useDifferences(query: DifferenceQuery): Differences {
  const client = useClient();
  const key = JSON.stringify(query);
  const [loaded, setLoaded] = useState<Loaded>({ key, total: undefined, pages: new Map() });
  const [error, setError] = useState<ClientError>();
  const [page, setPage] = useState(0);
  const [attempt, setAttempt] = useState(0);
  const current = loaded.key === key ? loaded : undefined;
  // Two pages, so that rows on both sides of a border are there.
  const isMissing = [page, page + 1].find(
    (number) => !current?.pages.has(number) && (number === 0 || number * pageSize < (current?.total ?? 0)),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `query`, and `attempt` asks once more
  useEffect(() => {
    if (isMissing === undefined) return;
    const abort = new AbortController();
    client
      .call('restore.differences', { ...query, offset: isMissing * pageSize, limit: pageSize }, abort.signal)
      .then(
        ({ total, rows }) => {
          if (abort.signal.aborted) return;
          setError(undefined);
          setLoaded((before) => ({
            key,
            total,
            pages: new Map(before.key === key ? before.pages : []).set(isMissing, rows),
          }));
        },
        (reason: unknown) => {
          if (!abort.signal.aborted) setError(toClientError(reason));
        },
      );
    return () => abort.abort();
  }, [client, key, isMissing, attempt]);

  return {
    total: current?.total,
    error,
    rowAt: (index) => current?.pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    show: useCallback((first: number) => setPage(Math.floor(first / pageSize)), []),
    again: () => setAttempt((count) => count + 1),
  };
}
