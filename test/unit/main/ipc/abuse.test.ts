import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownChannels } from '../../../../src/main/ipc/handlers.ts';
import { channels, preloadChannels } from '../../../../src/shared/ipc/contract.ts';
import { topicNames } from '../../../../src/shared/ipc/names.ts';
import { fromOurPage, IpcStage, strangers } from './stage.ts';

const everyChannel = [...Object.keys(channels), ...Object.keys(preloadChannels)];
const payloadCount = 1_000;

/** What a page could send: anything that can be cloned, and things close to what is wanted. */
const anyParams = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
  fc.record(
    {
      id: fc.oneof(fc.string(), fc.constant('../../x'), fc.integer()),
      path: fc.string(),
      url: fc.webUrl(),
      sha: fc.string({ unit: fc.constantFrom(...'0123456789abcdef') }),
      text: fc.string(),
      key: fc.string(),
      value: fc.anything(),
    },
    { requiredKeys: [] },
  ),
);

const payloads = fc.sample(anyParams, { numRuns: payloadCount, seed: 20_260_207 });

describe('1,000 payloads for every channel', () => {
  it.each(Object.entries(strangers))('from %s: none honoured, none crashes', async (_who, event) => {
    const stage = new IpcStage();
    for (const name of everyChannel) {
      for (const params of payloads) await stage.call(event(), { name, params });
    }
    expect(stage.reached).toEqual([]);
    expect(stage.registered.refused).toBe(everyChannel.length * payloadCount);
  });

  it('from our own page: only what the channel understands reaches it, none crashes', async () => {
    const stage = new IpcStage();
    const schemas = { ...channels, ...ownChannels };
    let understood = 0;
    for (const [name, { params: schema }] of Object.entries(schemas)) {
      for (const params of payloads) {
        const answer = await stage.call(fromOurPage(), { name, params });
        const isValid = schema.safeParse(params).success;
        if (isValid) understood += 1;
        expect(answer.ok).toBe(isValid);
      }
    }
    expect(stage.reached).toHaveLength(understood);
    expect(understood).toBeGreaterThan(100);
  });

  it('as subscriptions: none from elsewhere is opened', () => {
    const stage = new IpcStage();
    for (const event of Object.values(strangers)) {
      for (const name of topicNames) {
        payloads.forEach((params, id) => {
          stage.send('subscribe', event(), { id, name, params });
        });
      }
    }
    expect(stage.reached).toEqual([]);
  });
});
