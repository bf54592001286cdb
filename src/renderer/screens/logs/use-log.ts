import { useEffect, useState } from 'react';
import type { LogServiceName } from '../../../shared/commands/logs.ts';
import { useQuery, useTopic } from '../../client/index.ts';
import { type LogLine, withNewLines } from './log-line.ts';

const firstLines = 1_000;
const none: readonly LogLine[] = [];

/** The newest lines of a log, and those it grows by. Mount it anew for another log. */
export function useLog(service: LogServiceName, errors: boolean) {
  const { data, error, again } = useQuery('logs.tail', { service, errors, n: firstLines });
  const [added, setAdded] = useState<readonly string[]>([]);
  const [lines, setLines] = useState<readonly LogLine[]>(none);
  const isLoaded = data !== undefined;
  useTopic('log', { service, errors }, (message) => setAdded((waiting) => [...waiting, ...message.lines]));

  useEffect(() => {
    if (data !== undefined) setLines(withNewLines(none, data.lines));
  }, [data]);

  // Lines that come before the first answer wait for it.
  useEffect(() => {
    if (!isLoaded || added.length === 0) return;
    setAdded((waiting) => waiting.slice(added.length));
    setLines((former) => withNewLines(former, added));
  }, [isLoaded, added]);

  return { lines, isLoaded, error, again };
}
