import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ToolServer } from '../../src/core/actions/index.ts';
import { openAi } from '../helpers/model-servers/dialects.ts';
import { ModelServer, type Script } from '../helpers/model-servers/model-server.ts';
import { planOf, plans } from '../helpers/model-servers/turns.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

/** A read-only tool that answers each page with its number. */
const book: ToolServer = {
  name: 'book',
  tools: [
    {
      server: 'book',
      tool: 'read',
      description: 'Read a page',
      inputSchema: { type: 'object', properties: { page: { type: 'number' } }, required: ['page'] },
      readOnly: true,
      idempotent: true,
    },
  ],
  call: async (_tool, { page }) => ({ ok: true, summary: `What stands on page ${page}` }),
};

const reads = (page: number) =>
  plans({
    actions: [{ server: 'book', tool: 'read', arguments: { page }, description: 'Read' }],
    done: false,
  });

async function working(script: Script, environment: Readonly<Record<string, string>> = {}) {
  const server = await ModelServer.start(openAi, script);
  const workspace = new TestWorkspace();
  const settings = { OPENAI_BASE_URL: server.baseUrl, RETRY_BACKOFF_SECONDS: '0', ...environment };
  const employee = await workspace.start({ environment: settings, servers: [book] });
  // A person allows reading without being asked each time.
  const handbook = workspace.path('obsidian_vault', 'Company_Handbook.md');
  const rule = 'tools:\n  - id: book\n    tools: [book.read]\n    effect: allow\n';
  writeFileSync(handbook, readFileSync(handbook, 'utf8').replace(/^tools:\n/m, rule));
  await employee.api.call('policy.confirm', {});
  return { server, workspace, employee, settings };
}

async function ended(workspace: TestWorkspace) {
  await until(workspace.path('task_queue'), () => workspace.names('completed').length === 1);
  const [name = ''] = workspace.names('completed');
  return workspace.task('completed', name.slice(0, -'.json'.length));
}

describe('rounds of planning', () => {
  it('go on with what read-only tools answered, until the model is done', async () => {
    const { server, workspace } = await working((_request, call) =>
      call < 3 ? reads(call) : plans({ actions: [] }),
    );
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Read the book');
    const task = await ended(workspace);
    expect(task).toMatchObject({ status: 'completed', iterations: 3 });
    const last = JSON.stringify(server.calls.at(-1)?.body);
    expect(last).toContain('What stands on page 1');
    expect(last).toContain('What stands on page 2');
  });

  it('end at the limit, with an alert', async () => {
    const { server, workspace, employee } = await working((_request, call) => reads(call), {
      RALPH_LOOP_MAX_ITERATIONS: '4',
    });
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Read the book');
    expect(await ended(workspace)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('limit of 4 rounds'),
    });
    expect(server.calls).toHaveLength(4);
    const alerts = await employee.api.call('audit.query', { action: 'human_alert' });
    expect(alerts[0]?.details.message).toContain('limit of 4 rounds');
    expect(await employee.api.call('audit.query', { action: 'iteration_limit_reached' })).toHaveLength(1);
  });

  it('end earlier when the model asks for the same again and again', async () => {
    const { server, workspace } = await working(() => reads(7));
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Read the book');
    expect(await ended(workspace)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('the same step again'),
    });
    expect(server.calls).toHaveLength(3);
  });

  it('are not forgotten by a restart in between', async () => {
    const { server, workspace, employee, settings } = await working((_request, call) =>
      call === 1 ? reads(1) : call === 2 ? { kind: 'hang' } : plans({ actions: [] }),
    );
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Read the book');
    await until(workspace.path('task_queue'), () => server.calls.length === 2);
    await employee.stop('now');
    await workspace.start({ environment: settings, servers: [book] });
    expect(await ended(workspace)).toMatchObject({ status: 'completed', iterations: 2 });
    expect(JSON.stringify(server.calls.at(-1)?.body)).toContain('What stands on page 1');
  });

  it('go on after a kill between a read and the next plan', async () => {
    const server = await ModelServer.start(openAi, () => plans({ actions: [] }));
    const workspace = new TestWorkspace();
    await (await workspace.open()).stop('now');
    const read = { server: 'book', tool: 'read', arguments: { page: 4 }, description: 'Read' };
    const action = { ...read, id: 'killed_action_1_0', risk: 'high', status: 'planned' };
    const plan = { ...planOf({ actions: [read], done: false }) };
    const intent = { kind: 'intent', task: 'killed', plan, actions: [action], definitions: ['d'] };
    writeFileSync(workspace.path('.employee', 'effects.jsonl'), `${JSON.stringify(intent)}\n`);
    writeFileSync(
      workspace.queue('pending', 'killed.json'),
      JSON.stringify({ task_id: 'killed', context: { contents: 'Read the book' }, iterations: 1 }),
    );
    await workspace.start({ environment: { OPENAI_BASE_URL: server.baseUrl }, servers: [book] });
    expect(await ended(workspace)).toMatchObject({ status: 'completed', iterations: 2 });
    expect(JSON.stringify(server.calls.at(-1)?.body)).toContain('What stands on page 4');
  });
});
