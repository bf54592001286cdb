import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAi } from '../helpers/model-servers/dialects.ts';
import { ModelServer } from '../helpers/model-servers/model-server.ts';
import { inTurn, plans, says } from '../helpers/model-servers/turns.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

const canary = 'canary-9f8e7d6c5b4a-model-key';

describe('the key of the model', () => {
  it('is in no file of the workspace, no answer of a command and no process list, whatever the endpoint does with it', async () => {
    const server = await ModelServer.start(
      openAi,
      inTurn(
        { kind: 'status', status: 500, body: { error: { message: `internal error for Bearer ${canary}` } } },
        says(`Your key ${canary} is nice`),
        plans({ thought_process: `I was called with ${canary}`, risk_assessment: canary }),
        {
          kind: 'status',
          status: 401,
          body: { error: { message: `Incorrect API key provided: ${canary}` } },
        },
      ),
    );
    const workspace = new TestWorkspace();
    const employee = await workspace.start({
      environment: {
        OPENAI_BASE_URL: server.baseUrl,
        OPENAI_API_KEY: canary,
        RETRY_BACKOFF_SECONDS: '0',
        LOG_LEVEL: 'debug',
        LLM_FALLBACK: 'local',
      },
    });
    writeFileSync(workspace.path('watch_inbox', 'one.txt'), 'Remember the milk');
    await until(workspace.path('task_queue'), () => workspace.names('completed').length === 1);
    writeFileSync(workspace.path('watch_inbox', 'two.txt'), 'Remember the bread');
    await until(workspace.path('task_queue'), () => workspace.names('completed').length === 2);
    expect(server.calls.every(({ headers }) => headers.authorization === `Bearer ${canary}`)).toBe(true);

    const ids = workspace.names('completed').map((name) => name.slice(0, -'.json'.length));
    const answers: unknown[] = [
      await employee.api.call('status', {}),
      await employee.api.call('health', {}),
      await employee.api.call('config.list', {}),
      await employee.api.call('secret.list', {}),
      await employee.api.call('cost', { days: 1 }),
      await employee.api.call('model.test', {}),
      await employee.api.call('audit.query', { limit: 1_000 }),
    ];
    for (const id of ids) {
      answers.push(
        await employee.api.call('tasks.show', { id }),
        await employee.api.call('tasks.prompt', { id }),
      );
    }
    expect(JSON.stringify(answers)).not.toContain(canary);
    expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(canary);
    await employee.stop('graceful');
    const files = filesBelow(workspace.root);
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((path) => readFileSync(path, 'latin1').includes(canary))).toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
