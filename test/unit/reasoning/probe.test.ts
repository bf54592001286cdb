import { describe, expect, it } from 'vitest';
import type { ChatClient } from '../../../src/core/reasoning/model/chat.ts';
import { endpointOf } from '../../../src/core/reasoning/model/endpoint.ts';
import { lookAtPresets, probeModel } from '../../../src/core/reasoning/model/probe.ts';

/** Endpoints that answer, by their base URL; notes who was asked, and with which key. */
function listing(known: Readonly<Record<string, readonly string[]>>) {
  const asked: (readonly [string, string | undefined])[] = [];
  const client: ChatClient = {
    warmUp: () => Promise.resolve(),
    complete: () => Promise.reject(new Error('nothing may be spent')),
    models: async ({ baseUrl, key }) => {
      asked.push([baseUrl, key]);
      const names = known[baseUrl];
      return names
        ? { kind: 'models', names }
        : { kind: 'failure', why: 'it cannot be reached (ECONNREFUSED)' };
    },
  };
  return { client, asked };
}

const { signal } = new AbortController();

describe('looking for models', () => {
  it('finds Ollama and LM Studio where they run, and asks nobody but this machine', async () => {
    const { client, asked } = listing({
      'http://127.0.0.1:11434/v1': ['llama3.2'],
      'http://127.0.0.1:1234/v1': ['qwen'],
    });
    const presets = await lookAtPresets(client, signal);
    expect(presets.filter(({ running }) => running).map(({ name, models }) => [name, models])).toEqual([
      ['Ollama', ['llama3.2']],
      ['LM Studio', ['qwen']],
    ]);
    expect(presets.map(({ name }) => name)).toEqual(['OpenAI', 'OpenRouter', 'Ollama', 'LM Studio', 'vLLM']);
    for (const [baseUrl, key] of asked) {
      expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:/);
      expect(key).toBeUndefined();
    }
  });

  it('says whether an endpoint answers and has the model', async () => {
    const { client } = listing({ 'http://127.0.0.1:5/v1': ['a', 'b'] });
    const probe = (baseUrl: string, model: string) =>
      probeModel(client, endpointOf(baseUrl, model, 'k'), signal);
    expect(await probe('http://127.0.0.1:5/v1/', 'a')).toMatchObject({ reachable: true, model_listed: true });
    expect(await probe('http://127.0.0.1:5/v1', 'c')).toMatchObject({
      model_listed: false,
      message: 'http://127.0.0.1:5/v1 answers, but c is not among its 2 models',
    });
    expect(await probe('http://127.0.0.1:6/v1', 'a')).toMatchObject({ reachable: false, model_listed: null });
  });
});
