import { describe, expect, it } from 'vitest';
import { channels, preloadChannels, topics } from '../../../../src/shared/ipc/contract.ts';
import { channelNames, dropChannel, topicNames } from '../../../../src/shared/ipc/names.ts';

describe('the names that the preload knows', () => {
  it('are the channels of the contract', () => {
    expect([...channelNames].sort()).toEqual(Object.keys(channels).sort());
  });

  it('are the topics of the contract', () => {
    expect([...topicNames].sort()).toEqual(Object.keys(topics).sort());
  });

  it('keep what only the preload may ask for out of reach of the page', () => {
    expect(Object.keys(preloadChannels)).toEqual([dropChannel]);
    expect(channelNames).not.toContain(dropChannel);
  });
});
