import type { z } from 'zod';
import type { Api } from '../../shared/api.ts';
import { preloadChannels, shellChannels } from '../../shared/ipc/shell-channels.ts';
import type { topics } from '../../shared/ipc/topics.ts';

/** What the app itself answers; everything else of the contract is the employee's. */
export const ownChannels = { ...shellChannels, ...preloadChannels } as const;

export type OwnChannelName = keyof typeof ownChannels;
export type OwnInput<Name extends OwnChannelName> = z.output<(typeof ownChannels)[Name]['params']>;
export type OwnResult<Name extends OwnChannelName> = z.output<(typeof ownChannels)[Name]['result']>;

/** One function for each channel of the app. */
export type ShellHandlers = {
  readonly [Name in OwnChannelName]: (params: OwnInput<Name>) => Promise<OwnResult<Name>>;
};

type TopicName = keyof typeof topics;
type Topics = typeof topics;

/** For each topic: begins to push, and returns what ends it. */
export type TopicSources = {
  readonly [Name in TopicName]: (
    params: z.output<Topics[Name]['params']>,
    push: (message: z.output<Topics[Name]['message']>) => void,
  ) => () => void;
};

export interface IpcServices {
  /** The employee, wherever it runs. Throws `not_running` when there is none. */
  readonly api: () => Api;
  readonly handlers: ShellHandlers;
  readonly topics: TopicSources;
}
