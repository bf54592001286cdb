import { afterEach, describe, expect, it, vi } from 'vitest';
import { openAi } from '../../helpers/model-servers/dialects.ts';
import { ModelServer } from '../../helpers/model-servers/model-server.ts';
import { inTurn, plans, says } from '../../helpers/model-servers/turns.ts';
import { modelRig, requestOf } from './model-rig.ts';

const key = 'canary-key-4f9d2c7b1e';

afterEach(() => vi.unstubAllEnvs());

describe('a key', () => {
  it('is sent as it is, and nothing of the environment of the package with it', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-of-the-environment');
    vi.stubEnv('OPENAI_ORG_ID', 'org-environment');
    vi.stubEnv('OPENAI_PROJECT_ID', 'project-environment');
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-from-environment: yes');
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1');
    const server = await ModelServer.start(openAi, inTurn(plans()));
    await (await modelRig({ baseUrl: server.baseUrl, key })).plan();
    await (await modelRig({ baseUrl: server.baseUrl })).plan();
    const [withKey, without] = server.calls.map(({ headers }) => headers);
    expect(withKey?.authorization).toBe(`Bearer ${key}`);
    expect(without).not.toHaveProperty('authorization');
    for (const headers of [withKey, without]) expect(JSON.stringify(headers)).not.toContain('environment');
  });

  it('that is missing is said, and nobody is asked in vain', async () => {
    for (const baseUrl of ['https://api.openai.com/v1', 'https://openrouter.ai/api/v1']) {
      const called: string[] = [];
      const client = {
        warmUp: () => Promise.resolve(),
        models: () => Promise.reject(new Error('not asked')),
        complete: () => Promise.reject(new Error(`called ${called.push(baseUrl)}`)),
      };
      await expect((await modelRig({ baseUrl, client })).plan()).rejects.toThrow(/no key is set for it/);
      expect(called).toEqual([]);
    }
  });

  it('that stands in a dropped file is sent to nobody and shown nowhere', async () => {
    const server = await ModelServer.start(openAi, inTurn(says(`My key is ${key}`), plans()));
    const rig = await modelRig({ baseUrl: server.baseUrl, key });
    await rig.plan(requestOf({ text: `Our key: ${key}` }));
    expect(JSON.stringify(server.calls.map(({ body }) => body))).not.toContain(key);
    expect(JSON.stringify(rig.prompts.of('task-1'))).not.toContain(key);
    expect(JSON.stringify(rig.trail.entries)).not.toContain(key);
  });

  it('that an endpoint echoes in its refusal is in no error', async () => {
    const turn = {
      kind: 'status',
      status: 401,
      body: { error: { message: `Incorrect API key provided: ${key}` } },
    } as const;
    const server = await ModelServer.start(openAi, inTurn(turn));
    const rig = await modelRig({ baseUrl: server.baseUrl, key });
    const error: unknown = await rig.plan().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: expect.stringContaining('[redacted]') });
    expect(`${JSON.stringify(error)} ${String(error)} ${JSON.stringify(rig.trail.entries)}`).not.toContain(
      key,
    );
  });
});
