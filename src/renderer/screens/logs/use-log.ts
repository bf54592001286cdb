import { useState } from 'react';
import type { LogServiceName } from '../../../shared/commands/logs.ts';
import { useQuery, useTopic } from '../../client/index.ts';
import { type LogLine, withNewLines } from './log-line.ts';

const none: readonly LogLine[] = [];

/** The newest lines of a log, and those it grows by. Mount it anew for another log. */
export function useLog(service: LogServiceName, errors: boolean) {
  const [lines, setLines] = useState<readonly LogLine[]>();
  useTopic('log', { service, errors }, ({ lines: texts, begins }) =>
    setLines((former = none) => withNewLines(begins ? none : former, texts)),
  );
  // A topic has no way to say that a log cannot be read.
  const { error, again } = useQuery('logs.tail', { service, errors, n: 1 });
  return { lines: lines ?? none, isLoaded: lines !== undefined, error, again };
}
