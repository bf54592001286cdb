import { describe, expect, it } from 'vitest';
import {
  type Dialect,
  lmStudio,
  ollama,
  openAi,
  openAiReasoning,
  openRouter,
  vllm,
} from '../../helpers/model-servers/dialects.ts';
import { ModelServer } from '../../helpers/model-servers/model-server.ts';
import { inTurn, planOf, plans } from '../../helpers/model-servers/turns.ts';
import { modelRig } from './model-rig.ts';

interface Learnt {
  readonly dialect: Dialect;
  readonly form: string | undefined;
  readonly parameter: string;
  readonly temperature: boolean;
}

const endpoints: readonly (readonly [string, Learnt])[] = [
  ['OpenAI', { dialect: openAi, form: 'json_schema', parameter: 'max_completion_tokens', temperature: true }],
  [
    'OpenAI with a reasoning model',
    { dialect: openAiReasoning, form: 'json_schema', parameter: 'max_completion_tokens', temperature: false },
  ],
  [
    'Ollama',
    { dialect: ollama(8_192), form: 'json_schema', parameter: 'max_completion_tokens', temperature: true },
  ],
  [
    'LM Studio with a model of structured output',
    {
      dialect: lmStudio({ structured: true }),
      form: 'json_schema',
      parameter: 'max_completion_tokens',
      temperature: true,
    },
  ],
  [
    'LM Studio with another one',
    {
      dialect: lmStudio({ structured: false }),
      form: undefined,
      parameter: 'max_completion_tokens',
      temperature: true,
    },
  ],
  ['vLLM', { dialect: vllm(8_192), form: 'json_schema', parameter: 'max_tokens', temperature: true }],
];

describe('an endpoint', () => {
  for (const [name, { dialect, form, parameter, temperature }] of endpoints)
    it(`is spoken to as it likes it, which is remembered: ${name}`, async () => {
      const server = await ModelServer.start(dialect, inTurn(plans()));
      const rig = await modelRig({ baseUrl: server.baseUrl });
      expect((await rig.plan()).plan).toEqual(planOf());
      const learning = server.calls.length;
      const { body } = server.calls.at(-1) ?? {};
      expect(body?.response_format?.type).toBe(form);
      expect(Object.keys(body ?? {})).toContain(parameter);
      expect(body?.temperature !== undefined).toBe(temperature);
      // Another process: what was learnt is on the disk.
      const again = await modelRig({ baseUrl: server.baseUrl, folder: rig.folder });
      await again.plan();
      expect(server.calls).toHaveLength(learning + 1);
      // Each call has its entry, also those that taught something.
      expect(rig.trail.entries).toHaveLength(learning);
    });

  it('that routes to many models does without json_schema when the model has none', async () => {
    const server = await ModelServer.start(openRouter, inTurn(plans()));
    const rig = await modelRig({ baseUrl: server.baseUrl, model: 'openai/gpt-4o-mini' });
    expect((await rig.plan()).plan).toEqual(planOf());
    expect(server.calls.at(-1)?.body.response_format?.type).toBe('json_object');
    expect(rig.ledger.today.microUsd).toBeGreaterThan(0);
  });

  it('that refuses a long prompt teaches its context: the text is cut, and the plan asks', async () => {
    const server = await ModelServer.start(vllm(4_096), inTurn(plans()));
    const rig = await modelRig({ baseUrl: server.baseUrl });
    const { plan } = await rig.plan({ text: 'All work and no play. '.repeat(2_000) });
    expect(plan.requires_approval).toBe(true);
    expect(rig.abilities.of(rig.settings.endpoint).contextTokens).toBe(4_096);
    expect(rig.prompts.of('task-1').at(-1)?.cut.join()).toContain('Text of the file: the first');
  });

  it('that silently reads only a part of the prompt is not believed', async () => {
    const server = await ModelServer.start(ollama(2_048), inTurn(plans()));
    const rig = await modelRig({ baseUrl: server.baseUrl });
    const text = Array.from({ length: 3_000 }, (_, index) => `word${index}`).join(' ');
    await expect(rig.plan({ text })).rejects.toThrow(
      /silently cut the prompt: it read 2048 of about \d+ tokens/,
    );
    expect((await rig.plan({ text: 'short' })).plan).toEqual(planOf());
  });

  it('that lets an answer run past its limit is told the limit in the older way', async () => {
    const turn = { ...plans(), usage: { completion_tokens: 900 } };
    const server = await ModelServer.start(ollama(8_192), inTurn(turn));
    const rig = await modelRig({ baseUrl: server.baseUrl });
    await rig.plan();
    await rig.plan();
    expect(server.calls.map(({ body }) => body.max_tokens)).toEqual([undefined, 500]);
  });
});
