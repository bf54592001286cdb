import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AuditEntry } from '../../../shared/audit.ts';
import { type ClientError, toClientError } from '../../client/client-error.ts';
import { useClient, useQuery } from '../../client/index.ts';
import type { AuditQuestion } from './audit-question.ts';

const pageSize = 200;
/** Entries kept at most; the way further back is a narrower search. */
const maxEntries = 20_000;

interface Older {
  readonly key: string;
  readonly entries: readonly AuditEntry[];
  readonly isEnd: boolean;
  readonly error: ClientError | undefined;
}

/**
 * The entries that match, newest first: the newest page follows the trail, older ones are fetched as the list nears its
 * end. `from`: begin at this sequence number instead of the newest.
 */
export function useEntries(question: AuditQuestion, from: number | undefined) {
  const client = useClient();
  const params = { ...question, limit: pageSize, ...(from !== undefined && { before_seq: from + 1 }) };
  const key = JSON.stringify(params);
  const { data: newest, error, again } = useQuery('audit.query', params);
  const [older, setOlder] = useState<Older>({ key, entries: [], isEnd: false, error: undefined });
  const underWay = useRef<AbortController>(undefined);
  const kept = older.key === key ? older : undefined;
  const entries = useMemo(() => joined(newest ?? [], kept?.entries ?? []), [newest, kept]);
  const oldest = entries.at(-1)?.seq;
  const isEnd =
    kept?.isEnd === true ||
    entries.length >= maxEntries ||
    (newest !== undefined && newest.length < pageSize && kept === undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question ends the request for the former one
  useEffect(() => () => underWay.current?.abort(), [key]);

  const loadOlder = useCallback(async () => {
    if (oldest === undefined || isEnd || (underWay.current && !underWay.current.signal.aborted)) return;
    const attempt = new AbortController();
    underWay.current = attempt;
    try {
      const page = await client.call(
        'audit.query',
        { ...question, limit: pageSize, before_seq: oldest },
        attempt.signal,
      );
      const more = [...entries, ...page.toReversed()];
      setOlder({ key, entries: more, isEnd: page.length < pageSize, error: undefined });
    } catch (failure) {
      if (attempt.signal.aborted) return;
      setOlder({ key, entries, isEnd: false, error: toClientError(failure) });
    } finally {
      attempt.abort();
    }
  }, [client, question, key, oldest, isEnd, entries]);

  return { entries, isLoaded: newest !== undefined, isEnd, error: error ?? kept?.error, again, loadOlder };
}

/** Newest first. A newest page that has run away from the older ones stands alone: no gap is shown as none. */
function joined(newer: readonly AuditEntry[], older: readonly AuditEntry[]): readonly AuditEntry[] {
  const first = newer[0]?.seq ?? 0;
  const descending = first < (newer.at(-1)?.seq ?? 0) ? newer.toReversed() : newer;
  const end = descending.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
  const rest = older.filter(({ seq }) => seq < end);
  const overlaps = older.length === 0 || rest.length < older.length || newer.length < pageSize;
  return overlaps || descending.length > pageSize ? [...descending, ...rest] : descending;
}
