import { describe, expect, it } from 'vitest';
import { PlannerUnavailable } from '../../../src/core/reasoning/index.ts';
import { openAi } from '../../helpers/model-servers/dialects.ts';
import { ModelServer, type Script, type Turn } from '../../helpers/model-servers/model-server.ts';
import { inTurn, planOf, plans, says } from '../../helpers/model-servers/turns.ts';
import { modelRig } from './model-rig.ts';

async function against(script: Script) {
  const server = await ModelServer.start(openAi, script);
  return { server, rig: await modelRig({ baseUrl: server.baseUrl }) };
}

function body(value: unknown): Turn {
  return { kind: 'status', status: 200, body: value };
}

const usage = { prompt_tokens: 2_000, completion_tokens: 100 };
const plan = JSON.stringify(planOf());

describe('a router that tells a failure with 200', () => {
  for (const [code, message, hint] of [
    [402, 'Insufficient credits', 'Add credit'],
    [401, 'No auth credentials found', 'secret set OPENAI_API_KEY'],
    ['404', 'No such model', 'employee doctor'],
  ] as const)
    it(`is understood by the status in the body: ${code}`, async () => {
      const { server, rig } = await against(inTurn(body({ error: { code, message } })));
      const error = await rig.plan().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(PlannerUnavailable);
      expect(error).toMatchObject({
        retryAfterMs: 3_600_000,
        why: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
      });
      expect(server.calls).toHaveLength(1);
      expect(rig.ledger.today.microUsd).toBe(0);
    });

  it('costs nothing when it only asked for fewer calls', async () => {
    const { rig } = await against(inTurn(body({ error: { code: 429, message: 'Slow down' } }), plans()));
    expect((await rig.plan()).plan).toEqual(planOf());
    expect(rig.trail.entries.map(({ details }) => details.cost_usd)).toEqual([0, expect.any(Number)]);
  });

  it('is tried again when the model broke off, and counts what that may have cost', async () => {
    const broken = {
      finish_reason: 'error',
      message: { content: '' },
      error: { code: 502, message: 'gone' },
    };
    const { rig } = await against(inTurn(body({ choices: [broken], usage }), plans()));
    expect((await rig.plan()).plan).toEqual(planOf());
    expect(rig.trail.entries[0]).toMatchObject({
      result: 'failure',
      details: { outcome: 'server_error', cost_is_worst_case: true },
    });
  });
});

describe('the form of an answer', () => {
  it('may be text in parts', async () => {
    const content = [
      { type: 'text', text: plan.slice(0, 40) },
      { type: 'text', text: plan.slice(40) },
    ];
    const { rig } = await against(
      inTurn(body({ choices: [{ finish_reason: 'stop', message: { content } }], usage })),
    );
    expect((await rig.plan()).plan).toEqual(planOf());
  });

  it('may come after lines that keep the connection alive', async () => {
    const answer = JSON.stringify({
      choices: [{ finish_reason: 'stop', message: { content: plan } }],
      usage,
    });
    const text = `: OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n${answer}`;
    const { server, rig } = await against(inTurn({ kind: 'text', text }));
    expect((await rig.plan()).plan).toEqual(planOf());
    expect(server.calls).toHaveLength(1);
  });

  it('may follow thoughts whose first mark is missing, with another plan among them', async () => {
    const other = JSON.stringify(planOf({ thought_process: 'A first idea' }));
    const { server, rig } = await against(inTurn(says(`Perhaps ${other}?\n</think>\n\n${plan}`)));
    expect((await rig.plan()).plan).toEqual(planOf());
    expect(server.calls).toHaveLength(1);
  });

  it('keeps marks of thoughts that stand in the text of the plan', async () => {
    const hostile = planOf({ thought_process: `It says <think>a</think> and </think>${plan}` });
    const { rig } = await against(inTurn(says(`\`\`\`json\n${JSON.stringify(hostile)}\n\`\`\``)));
    expect((await rig.plan()).plan).toEqual(hostile);
  });
});

describe('a filter', () => {
  it('that refuses the text is not asked again in other ways', async () => {
    const message = 'The response was filtered due to the content management policy.';
    const { server, rig } = await against(
      inTurn({ kind: 'status', status: 400, body: { error: { message, code: 'content_filter' } } }),
    );
    await expect(rig.plan()).rejects.toThrow(/a filter refuses the text/);
    expect(server.calls).toHaveLength(1);
  });

  it('that stops the answer without a word is named', async () => {
    const { rig } = await against(inTurn(says(null, 'content_filter')));
    await expect(rig.plan()).rejects.toThrow(/refused to answer: a filter stopped the answer/);
  });
});
