import type { z } from 'zod';
import { commands } from '../api.ts';
import { preloadChannels, shellChannels } from './shell-channels.ts';
import { topics } from './topics.ts';

// With a path of the caller's choice these would let a page read or write any file.
const { 'tasks.add': _add, 'audit.export': _export, stop: _stop, ...windowCommands } = commands;

/** The commands of the employee that a page may give. */
export { windowCommands };

/**
 * Everything that crosses between the window and the app: requests with their answers, and pushed topics. The commands
 * of the employee go through unchanged, except those that name a path or end it (see `shell-channels.ts`).
 */
export const channels = { ...windowCommands, ...shellChannels } as const;

export { preloadChannels, topics };

export type ChannelName = keyof typeof channels;
export type ChannelParams<Name extends ChannelName> = z.input<(typeof channels)[Name]['params']>;
export type ChannelInput<Name extends ChannelName> = z.output<(typeof channels)[Name]['params']>;
export type ChannelResult<Name extends ChannelName> = z.output<(typeof channels)[Name]['result']>;

export type TopicName = keyof typeof topics;
export type TopicParams<Name extends TopicName> = z.input<(typeof topics)[Name]['params']>;
export type TopicMessage<Name extends TopicName> = z.output<(typeof topics)[Name]['message']>;
