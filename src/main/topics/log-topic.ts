import { join } from 'node:path';
import type { Clock } from '../../core/clock/index.ts';
import { followLog, tailLog } from '../../core/logging/index.ts';
import type { LogServiceName } from '../../shared/commands/logs.ts';
import type { TopicMessage } from '../../shared/ipc/contract.ts';
import { PacedTopic } from './paced-topic.ts';

/** Lines of one message; of more only the newest are told. */
const maxLines = 1_000;

type LogMessage = TopicMessage<'log'>;

export interface LogTopicOptions {
  readonly clock: Clock;
  /** Absolute path of `logs/`. */
  readonly folder: string;
  /** The log cannot be followed any more. */
  readonly failed: (error: unknown) => void;
}

/** Pushes the newest lines of a service log, then those written after them, until the returned function is called. */
export function followServiceLog(
  { clock, folder, failed }: LogTopicOptions,
  { service, errors }: { readonly service: LogServiceName; readonly errors: boolean },
  push: (message: LogMessage) => void,
): () => void {
  const path = join(folder, `${service}_service${errors ? '_error' : ''}.log`);
  const ended = new AbortController();
  const topic = new PacedTopic<LogMessage, string>({
    clock,
    gather: (pending = { lines: [], begins: false }, line) => {
      pending.lines.push(line);
      if (pending.lines.length > maxLines) pending.lines.shift();
      return pending;
    },
    replay: false,
  });
  topic.subscribe(push);
  const { lines, position: from } = tailLog(path, maxLines);
  push({ lines: [...lines], begins: true });
  followLog(path, ended.signal, (line) => topic.publish(line), { from }).catch(failed);
  return () => ended.abort();
}
