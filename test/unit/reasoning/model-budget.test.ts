import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlannerUnavailable } from '../../../src/core/reasoning/index.ts';
import type { ChatClient, ChatReply } from '../../../src/core/reasoning/model/chat.ts';
import { mostTokens } from '../../../src/core/reasoning/model/tokens.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { planOf } from '../../helpers/model-servers/turns.ts';
import { UnsyncedFileSystem } from '../../helpers/unsynced-file-system.ts';
import { modelRig, requestOf } from './model-rig.ts';

const tool = { server: 'web', tool: 'look', description: 'Look', inputSchema: {}, readOnly: true };
const looking = planOf({
  actions: [{ server: 'web', tool: 'look', arguments: {}, description: 'Look again' }],
  done: false,
});

/** A model that never comes to an end: it uses what it may, sometimes without telling, and sometimes fails. */
function looping(next: () => number, calls: { made: number }): ChatClient {
  return {
    warmUp: () => Promise.resolve(),
    models: () => Promise.resolve({ kind: 'models', names: [] }),
    complete: async (_endpoint, { messages, ...body }): Promise<ChatReply> => {
      calls.made += 1;
      const most = mostTokens(messages.map(({ content }) => content));
      const limit = Number(body.max_completion_tokens ?? body.max_tokens);
      const usage =
        next() < 0.1
          ? undefined
          : {
              promptTokens: Math.floor(most * (0.5 + next() / 2)),
              completionTokens: Math.floor(limit * next()),
            };
      if (next() < 0.1)
        return {
          kind: 'failure',
          cause: 'interrupted',
          why: 'broken',
          status: 200,
          retryAfterMs: 0,
          neverSent: false,
          mayHaveCost: true,
        };
      return {
        kind: 'answer',
        content: next() < 0.2 ? 'no plan' : JSON.stringify(looking),
        finish: 'stop',
        usage,
      };
    },
  };
}

describe('a budget', () => {
  it('holds against a looping model in 1,000 settings of prices and limits', async () => {
    const settings = fc.record({
      input: fc.double({ min: 0.01, max: 100, noNaN: true }),
      output: fc.double({ min: 0.01, max: 400, noNaN: true }),
      maxTokens: fc.integer({ min: 16, max: 4_000 }),
      day: fc.integer({ min: 0, max: 400_000 }),
      month: fc.option(fc.integer({ min: 0, max: 400_000 })),
      task: fc.option(fc.integer({ min: 0, max: 400_000 })),
      seed: fc.integer(),
    });
    await fc.assert(
      fc.asyncProperty(settings, async ({ input, output, maxTokens, day, month, task, seed }) => {
        let state = seed >>> 0;
        const next = () => {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
          return state / 2 ** 32;
        };
        const calls = { made: 0 };
        const rig = await modelRig({
          model: 'looping',
          prices: { looping: { input, output } },
          client: looping(next, calls),
          fileSystem: new UnsyncedFileSystem(),
          settings: { maxTokens, caps: { task, day, month }, retry: { maxAttempts: 2, backoffMs: 0 } },
        });
        const cap = Math.min(day, task ?? day, month ?? day);
        for (let round = 1; round <= 12; round += 1) {
          const ended = await rig
            .plan({ tools: [tool], iteration: round })
            .then(() => false)
            .catch((error: Error) => !/correction|waits|broken/.test(error.message));
          expect(rig.ledger.today.microUsd).toBeLessThanOrEqual(cap);
          expect(rig.trail.costMicroUsd()).toBe(rig.ledger.today.microUsd);
          if (ended) break;
        }
        expect(rig.trail.entries).toHaveLength(calls.made);
        expect(rig.ledger.reservedMicroUsd).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  }, 120_000);

  it('that is used up makes the tasks wait until the next UTC day', async () => {
    const clock = new FakeClock(Date.UTC(2026, 1, 7, 22));
    const calls = { made: 0 };
    const rig = await modelRig({
      clock,
      client: looping(() => 0.5, calls),
      settings: { caps: { task: null, day: 4_000, month: null } },
    });
    let error: unknown;
    for (let round = 0; round < 50 && error === undefined; round += 1)
      error = await rig.plan({ tools: [tool] }).then(
        () => undefined,
        (reason: unknown) => reason,
      );
    expect(error).toBeInstanceOf(PlannerUnavailable);
    expect(error).toMatchObject({
      why: expect.stringContaining('the budget is used up'),
      retryAfterMs: 2 * 3_600_000 + 1_000,
    });
    const before = calls.made;
    clock.advance(2 * 3_600_000 + 1_000);
    await rig.plan({ tools: [tool] });
    expect(calls.made).toBe(before + 1);
  });

  it('of one task ends that task only', async () => {
    const calls = { made: 0 };
    const rig = await modelRig({
      client: looping(() => 0.5, calls),
      settings: { caps: { task: 4_000, day: 1_000_000, month: null } },
    });
    let error: Error | undefined;
    for (let round = 0; round < 50 && error === undefined; round += 1)
      error = await rig.plan({ tools: [tool] }).then(
        () => undefined,
        (reason: Error) => reason,
      );
    expect(error).not.toBeInstanceOf(PlannerUnavailable);
    expect(error?.message).toContain('for this task');
    await rig.plan({ ...requestOf({ tools: [tool] }), task: { task_id: 'another' } });
  });

  it('too small for any call is said, and nothing is called', async () => {
    const calls = { made: 0 };
    const rig = await modelRig({
      client: looping(() => 0.5, calls),
      settings: { caps: { task: null, day: 10, month: null } },
    });
    await expect(rig.plan()).rejects.toThrow(/a single call may cost more than the smallest budget/);
    expect(calls.made).toBe(0);
  });
});

describe('a price that is not known', () => {
  const far = { baseUrl: 'https://models.example/v1', model: 'mystery' };

  it('keeps the model from being called off this machine, until the person says a price or unlimited', async () => {
    const calls = { made: 0 };
    const client = looping(() => 0.5, calls);
    const refused = await modelRig({ ...far, client });
    await expect(refused.plan({ tools: [tool] })).rejects.toThrow(
      /its price is not known.*cost price "mystery"/,
    );
    expect(calls.made).toBe(0);
    for (const price of ['unlimited', { input: 1, output: 1 }] as const)
      await (await modelRig({ ...far, client, prices: { mystery: price } })).plan({ tools: [tool] });
    expect(calls.made).toBe(2);
  });

  it('is a lower bound on this machine', async () => {
    const rig = await modelRig({ model: 'llama3.2', client: looping(() => 0.5, { made: 0 }) });
    await rig.plan({ tools: [tool] });
    expect(rig.ledger.today).toMatchObject({ calls: 1, microUsd: 0, isLowerBound: true });
  });
});

describe('the cooldown', () => {
  it('keeps calls apart, also over a restart', async () => {
    const clock = new FakeClock();
    const calls = { made: 0 };
    const options = { clock, client: looping(() => 0.5, calls), settings: { cooldownMs: 30_000 } };
    const rig = await modelRig(options);
    await rig.plan({ tools: [tool] });
    await rig.ledger.close();
    const again = await modelRig({ ...options, folder: rig.folder });
    const second = again.plan({ tools: [tool] });
    // Everything that can happen without the clock happens.
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(calls.made).toBe(1);
    clock.advance(30_000);
    await second;
    expect(calls.made).toBe(2);
  });

  it('begins anew when an answer has come', async () => {
    const clock = new FakeClock();
    const startMs = clock.now();
    const model = looping(() => 0.5, { made: 0 });
    const slow: ChatClient = {
      ...model,
      complete: (...question) => {
        clock.advance(20_000);
        return model.complete(...question);
      },
    };
    const rig = await modelRig({ clock, client: slow, settings: { cooldownMs: 30_000 } });
    await rig.plan({ tools: [tool] });
    const second = rig.plan({ tools: [tool] });
    for (const passesMs of [15_000, 15_000]) {
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      clock.advance(passesMs);
    }
    await second;
    expect(rig.ledger.lastCallMs).toBe(startMs + 50_000);
  });
});
