import type {
  ChannelName,
  ChannelParams,
  ChannelResult,
  TopicMessage,
  TopicName,
  TopicParams,
} from './contract.ts';
import type { DropResult } from './shell-channels.ts';
import type { IpcError } from './wire.ts';

/** An answer as it crosses the bridge: errors of Electron's own `invoke` lose all but their message. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: IpcError };

/** `window.employee`: all that the page can reach. */
export interface Bridge {
  /** `id`, the page's own number, lets it take the request back. */
  call<Name extends ChannelName>(
    name: Name,
    params: ChannelParams<Name>,
    id?: number,
  ): Promise<Answer<ChannelResult<Name>>>;
  /** Takes a request back; it is answered all the same. */
  cancel(id: number): void;
  /** Returns the function that ends it. */
  subscribe<Name extends TopicName>(
    name: Name,
    params: TopicParams<Name>,
    listener: (message: TopicMessage<Name>) => void,
  ): () => void;
  /** Puts files that a person dropped on the window into the inbox. */
  dropFiles(files: readonly File[]): Promise<Answer<DropResult>>;
}
