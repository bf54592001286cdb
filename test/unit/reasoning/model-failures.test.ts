import { describe, expect, it } from 'vitest';
import { PlannerUnavailable } from '../../../src/core/reasoning/index.ts';
import { openAi } from '../../helpers/model-servers/dialects.ts';
import { ModelServer, type Script, type Turn } from '../../helpers/model-servers/model-server.ts';
import { inTurn, planOf, plans, says } from '../../helpers/model-servers/turns.ts';
import { modelRig } from './model-rig.ts';

async function against(script: Script, settings: Parameters<typeof modelRig>[0] = {}) {
  const server = await ModelServer.start(openAi, script);
  return { server, rig: await modelRig({ baseUrl: server.baseUrl, ...settings }) };
}

function status(code: number, message: string, headers: Readonly<Record<string, string>> = {}): Turn {
  return { kind: 'status', status: code, body: { error: { message } }, headers };
}

describe('what passes by itself', () => {
  const passing: readonly (readonly [string, Turn])[] = [
    ['429 with Retry-After', status(429, 'Rate limit reached', { 'retry-after': '0' })],
    ['500', status(500, 'The server had an error')],
    ['503 as a page', { kind: 'page', status: 503 }],
    ['200 as a page', { kind: 'page', status: 200 }],
    [
      'a router that tells its failure with 200',
      { kind: 'status', status: 200, body: { error: { code: 502, message: 'Provider returned error' } } },
    ],
    ['a connection reset in the middle of the answer', { kind: 'reset' }],
  ];
  for (const [name, turn] of passing)
    it(`is tried again: ${name}`, async () => {
      const { server, rig } = await against(inTurn(turn, plans()));
      expect((await rig.plan()).plan).toEqual(planOf());
      expect(server.calls).toHaveLength(2);
      expect(rig.trail.entries.map(({ result }) => result)).toEqual(['failure', 'success']);
    });

  it('makes the tasks wait when it lasts, as long as the endpoint asks', async () => {
    const { rig } = await against(inTurn(status(429, 'Rate limit reached', { 'retry-after': '120' })));
    const error = await rig.plan().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PlannerUnavailable);
    expect(error).toMatchObject({
      retryAfterMs: 120_000,
      why: expect.stringContaining('HTTP 429: Rate limit reached'),
    });
  });

  it('is not tried for ever', async () => {
    const { server, rig } = await against(inTurn(status(500, 'no')));
    await expect(rig.plan()).rejects.toThrow(PlannerUnavailable);
    expect(server.calls).toHaveLength(3);
  });
});

describe('what only a person can put right', () => {
  for (const [code, message, hint] of [
    [401, 'Incorrect API key provided', 'secret set OPENAI_API_KEY'],
    [403, 'Country not supported', 'secret set OPENAI_API_KEY'],
    [402, 'Insufficient credits', 'Add credit'],
    [429, 'You exceeded your current quota, please check your plan', 'Add credit'],
    [404, 'The model does not exist', 'employee doctor'],
  ] as const)
    it(`makes the tasks wait for an hour: ${code} ${message}`, async () => {
      const { server, rig } = await against(inTurn(status(code, message)));
      const error = await rig.plan().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(PlannerUnavailable);
      expect(error).toMatchObject({ retryAfterMs: 3_600_000, hint: expect.stringContaining(hint) });
      expect(server.calls).toHaveLength(1);
      expect(rig.ledger.today.microUsd).toBe(0);
    });
});

describe('an endpoint that does not come to an end', () => {
  for (const kind of ['drip', 'hang'] as const)
    it(`is given up after the time for a whole answer, and counts with its worst case: ${kind}`, async () => {
      const { rig } = await against(inTurn({ kind }), { settings: { timeoutMs: 200 } });
      await expect(rig.plan()).rejects.toThrow(/no whole answer in time/);
      const [entry] = rig.trail.entries;
      expect(entry).toMatchObject({
        result: 'failure',
        details: { outcome: 'timeout', cost_is_worst_case: true },
      });
      expect(rig.ledger.today.microUsd).toBeGreaterThan(0);
    });

  it('is left when the work is taken out of hand', async () => {
    const stop = new AbortController();
    const { rig } = await against(() => {
      stop.abort(new Error('the employee is stopping'));
      return { kind: 'hang' };
    });
    await expect(rig.plan({}, stop.signal)).rejects.toThrow('the employee is stopping');
    expect(rig.trail.entries).toHaveLength(1);
    expect(rig.trail.costMicroUsd()).toBe(rig.ledger.today.microUsd);
    expect(rig.ledger.reservedMicroUsd).toBe(0);
  });
});

describe('an endpoint that is not there', () => {
  it('was never called: no entry, no cost, and the tasks wait', async () => {
    const server = await ModelServer.start(openAi, inTurn(plans()));
    const { baseUrl } = server;
    await server.stop();
    const rig = await modelRig({ baseUrl });
    await expect(rig.plan()).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/);
    expect(rig.trail.entries).toEqual([]);
    expect(rig.ledger.today).toMatchObject({ calls: 0, microUsd: 0 });
    expect(rig.ledger.reservedMicroUsd).toBe(0);
  });
});

describe('a redirect', () => {
  it('is not followed: neither prompt nor key go elsewhere', async () => {
    const elsewhere = await ModelServer.start(openAi, inTurn(plans()));
    const { rig } = await against(
      inTurn({ kind: 'page', status: 307, headers: { location: elsewhere.baseUrl } }),
      {
        settings: { retry: { maxAttempts: 1, backoffMs: 1 } },
      },
    );
    await expect(rig.plan()).rejects.toThrow(PlannerUnavailable);
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('an answer that is no plan', () => {
  const bad: readonly (readonly [string, Turn, RegExp])[] = [
    ['empty', says(''), /the answer is empty/],
    ['none at all', says(null), /the answer is empty/],
    ['words', says('I would rather not say.'), /no JSON object/],
    ['half of one', says('{"thought_process": "I th', 'length'), /broke off at its limit of 500 tokens/],
    ['a plan that broke off', says(JSON.stringify(planOf()), 'length'), /broke off at its limit/],
    ['a member of the wrong kind', says(JSON.stringify({ ...planOf(), confidence: 'high' })), /confidence/],
    [
      'two plans',
      says(`${JSON.stringify(planOf())}\n${JSON.stringify(planOf({ confidence: 0.1 }))}`),
      /more than one plan/,
    ],
    ['not done, with nothing to wait for', plans({ actions: [], done: false }), /no action whose result/],
    [
      'a tool that is not there',
      plans({ actions: [{ server: 'bank', tool: 'transfer', arguments: {}, description: '' }] }),
      /there is no tool bank\.transfer/,
    ],
    [
      "arguments that do not fit the tool's own schema",
      plans({ actions: [{ server: 'vault', tool: 'create_note', arguments: { path: 7 }, description: '' }] }),
      /arguments of vault\.create_note do not fit/,
    ],
  ];
  for (const [name, turn, reason] of bad) {
    it(`is corrected once, with its fault told: ${name}`, async () => {
      const { server, rig } = await against(inTurn(turn, plans()));
      expect((await rig.plan()).plan).toEqual(planOf());
      expect(server.calls.at(-1)?.body.messages?.at(-1)?.content).toMatch(reason);
      expect(rig.trail.entries.map(({ details }) => details.purpose)).toEqual(['plan', 'repair']);
    });
    it(`is set aside with its reason when it stays so: ${name}`, async () => {
      const { server, rig } = await against(inTurn(turn));
      await expect(rig.plan()).rejects.toThrow(reason);
      expect(server.calls).toHaveLength(2);
    });
  }

  it('but a refusal is set aside at once', async () => {
    for (const turn of [
      { kind: 'says', content: null, refusal: 'I cannot help with that' },
      says('', 'content_filter'),
    ] as const) {
      const { server, rig } = await against(inTurn(turn));
      await expect(rig.plan()).rejects.toThrow(/refused to answer/);
      expect(server.calls).toHaveLength(1);
    }
  });
});

describe('a plan among other words', () => {
  const plan = JSON.stringify(planOf());
  for (const content of [
    `Here is my plan:\n\`\`\`json\n${plan}\n\`\`\`\nI hope it helps.`,
    `<think>The user wants {something}</think>\n${plan}`,
    JSON.stringify({
      ...planOf(),
      mood: 'good',
      actions: planOf().actions.map((action) => ({ ...action, id: 1 })),
    }),
  ])
    it(`is found: ${content.slice(0, 30)}`, async () => {
      const { rig } = await against(inTurn(says(content)));
      expect((await rig.plan()).plan).toEqual(planOf());
    });

  it('that is finished by actions of which none reads is done', async () => {
    const { rig } = await against(inTurn(plans({ done: false })));
    expect((await rig.plan()).plan.done).toBe(true);
  });
});
