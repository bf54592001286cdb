import type {
  ChannelName,
  ChannelParams,
  ChannelResult,
  TopicMessage,
  TopicName,
  TopicParams,
} from '../../shared/ipc/contract.ts';
import type { DropResult } from '../../shared/ipc/shell-channels.ts';

/** The employee as the window sees it, whether behind the bridge or in memory. */
export interface EmployeeClient {
  /** Throws `ClientError` when it is refused or fails, and the signal's reason once that is aborted. */
  call<Name extends ChannelName>(
    name: Name,
    params: ChannelParams<Name>,
    signal?: AbortSignal,
  ): Promise<ChannelResult<Name>>;
  /** Lasts until the signal is aborted. */
  subscribe<Name extends TopicName>(
    name: Name,
    params: TopicParams<Name>,
    listener: (message: TopicMessage<Name>) => void,
    options: { readonly signal: AbortSignal },
  ): void;
  dropFiles(files: readonly File[]): Promise<DropResult>;
}
