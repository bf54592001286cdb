import { useEffect, useRef } from 'react';
import type { TopicMessage, TopicName, TopicParams } from '../../shared/ipc/contract.ts';
import { useClient } from './context.ts';

/** Hears a topic while the component is on screen. `params` are compared by value. */
export function useTopic<Name extends TopicName>(
  topic: Name,
  params: TopicParams<Name>,
  listener: (message: TopicMessage<Name>) => void,
): void {
  const client = useClient();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  const key = JSON.stringify(params);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `params`
  useEffect(() => {
    const end = new AbortController();
    client.subscribe(topic, params, (message) => newest.current(message), { signal: end.signal });
    return () => end.abort();
  }, [client, topic, key]);
}
