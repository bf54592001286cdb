import { join } from 'node:path';
import type { Clock } from '../../core/clock/index.ts';
import { followLog, tailLog } from '../../core/logging/index.ts';
import type { LogServiceName } from '../../shared/commands/logs.ts';
import { PacedTopic } from './paced-topic.ts';

/** Lines gathered for one message; of more only the newest are told. */
const maxLines = 1_000;

export interface LogTopicOptions {
  readonly clock: Clock;
  /** Absolute path of `logs/`. */
  readonly folder: string;
  /** The log cannot be followed any more. */
  readonly failed: (error: unknown) => void;
}

/** Pushes the new lines of a service log, from now on, until the returned function is called. */
export function followServiceLog(
  { clock, folder, failed }: LogTopicOptions,
  { service, errors }: { readonly service: LogServiceName; readonly errors: boolean },
  push: (message: { lines: string[] }) => void,
): () => void {
  const path = join(folder, `${service}_service${errors ? '_error' : ''}.log`);
  const ended = new AbortController();
  const topic = new PacedTopic<{ lines: string[] }, string>({
    clock,
    gather: (pending = { lines: [] }, line) => {
      pending.lines.push(line);
      if (pending.lines.length > maxLines) pending.lines.shift();
      return pending;
    },
    replay: false,
  });
  topic.subscribe(push);
  const from = tailLog(path, 1).position;
  followLog(path, ended.signal, (line) => topic.publish(line), { from }).catch(failed);
  return () => ended.abort();
}
