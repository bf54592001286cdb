import type { Answer, Bridge } from '../../shared/ipc/bridge.ts';
import type {
  ChannelName,
  ChannelParams,
  ChannelResult,
  TopicMessage,
  TopicName,
  TopicParams,
} from '../../shared/ipc/contract.ts';
import type { DropResult } from '../../shared/ipc/shell-channels.ts';
import { ClientError } from './client-error.ts';
import type { EmployeeClient } from './employee-client.ts';

/** The employee behind the bridge that the preload exposes. */
export class BridgeClient implements EmployeeClient {
  readonly #bridge: Bridge;
  #lastId = 0;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  async call<Name extends ChannelName>(
    name: Name,
    params: ChannelParams<Name>,
    signal?: AbortSignal,
  ): Promise<ChannelResult<Name>> {
    if (signal === undefined) return resultOf(await this.#bridge.call(name, params));
    signal.throwIfAborted();
    this.#lastId += 1;
    const id = this.#lastId;
    const cancel = () => this.#bridge.cancel(id);
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const answer = await this.#bridge.call(name, params, id);
      signal.throwIfAborted();
      return resultOf(answer);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  subscribe<Name extends TopicName>(
    name: Name,
    params: TopicParams<Name>,
    listener: (message: TopicMessage<Name>) => void,
    { signal }: { readonly signal: AbortSignal },
  ): void {
    if (signal.aborted) return;
    const end = this.#bridge.subscribe(name, params, (message) => {
      if (!signal.aborted) listener(message);
    });
    signal.addEventListener('abort', end, { once: true });
  }

  async dropFiles(files: readonly File[]): Promise<DropResult> {
    return resultOf(await this.#bridge.dropFiles(files));
  }
}

function resultOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new ClientError(answer.error);
}
