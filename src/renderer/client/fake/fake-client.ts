import type {
  ChannelName,
  ChannelParams,
  ChannelResult,
  TopicMessage,
  TopicName,
  TopicParams,
} from '../../../shared/ipc/contract.ts';
import type { DropResult } from '../../../shared/ipc/shell-channels.ts';
import type { EmployeeClient } from '../employee-client.ts';

/** What an in-memory employee answers to each request; it may throw. */
export type Answers = {
  readonly [Name in ChannelName]: (params: ChannelParams<Name>) => ChannelResult<Name>;
};

/** The state that the topics begin with. */
export interface FirstMessages {
  readonly status: TopicMessage<'status'> | undefined;
  readonly shell: TopicMessage<'shell'>;
  readonly preferences: TopicMessage<'preferences'>;
  readonly place: TopicMessage<'place'>;
  readonly wizard: TopicMessage<'wizard'>;
}

export interface RecordedCall {
  readonly name: ChannelName;
  readonly params: unknown;
}

/** An employee that exists in memory only, for tests and pictures. Answers come a microtask later. */
export class FakeClient implements EmployeeClient {
  readonly calls: RecordedCall[] = [];
  readonly dropped: string[] = [];
  readonly #answers: Answers;
  readonly #first: FirstMessages;
  readonly #held = new Map<ChannelName, Promise<void>>();
  readonly #listeners = new Map<TopicName, Set<(message: never) => void>>();

  constructor(answers: Answers, first: FirstMessages) {
    this.#answers = answers;
    this.#first = first;
  }

  async call<Name extends ChannelName>(
    name: Name,
    params: ChannelParams<Name>,
    signal?: AbortSignal,
  ): Promise<ChannelResult<Name>> {
    this.calls.push({ name, params });
    await this.#held.get(name);
    signal?.throwIfAborted();
    return this.#answers[name](params);
  }

  subscribe<Name extends TopicName>(
    name: Name,
    params: TopicParams<Name>,
    listener: (message: TopicMessage<Name>) => void,
    { signal }: { readonly signal: AbortSignal },
  ): void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
    if (name === 'log') this.#beginLog(params as TopicParams<'log'>);
    const first = name in this.#first ? this.#first[name as keyof FirstMessages] : undefined;
    // The key chose the message: it is of this topic.
    if (first !== undefined) queueMicrotask(() => listener(first as TopicMessage<Name>));
  }

  /** A log begins with its newest lines; one that cannot be read says nothing. */
  #beginLog(params: TopicParams<'log'>): void {
    this.call('logs.tail', { ...params, n: 1_000 }).then(
      ({ lines }) => this.publish('log', { lines, begins: true }),
      () => undefined,
    );
  }

  async dropFiles(files: readonly File[]): Promise<DropResult> {
    this.dropped.push(...files.map(({ name }) => name));
    return { added: files.map(({ name }) => ({ name, path: `/inbox/${name}` })), refused: [] };
  }

  /** Keeps the answers of a channel back until the returned function is called. */
  hold(name: ChannelName): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held.set(name, promise);
    return () => {
      this.#held.delete(name);
      resolve();
    };
  }

  /** Tells whoever listens to a topic. */
  publish<Name extends TopicName>(name: Name, message: TopicMessage<Name>): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      (listener as (message: TopicMessage<Name>) => void)(message);
    }
  }
}
