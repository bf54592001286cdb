import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Employee } from '../../src/core/employee.ts';
import { ollama, openAi } from '../helpers/model-servers/dialects.ts';
import { ModelServer, type Script, type Turn } from '../helpers/model-servers/model-server.ts';
import { inTurn, plans, says } from '../helpers/model-servers/turns.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

async function working(script: Script, environment: Readonly<Record<string, string>> = {}) {
  const server = await ModelServer.start(openAi, script);
  const workspace = new TestWorkspace();
  const employee = await workspace.start({
    environment: { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'key-of-the-test', ...environment },
  });
  return { server, workspace, employee };
}

function drop(workspace: TestWorkspace, name: string, text = 'Remember the milk'): void {
  writeFileSync(workspace.path('watch_inbox', name), text);
}

async function completed(workspace: TestWorkspace, count = 1) {
  await until(workspace.path('task_queue'), () => workspace.names('completed').length === count);
  return workspace
    .names('completed')
    .map((name) => workspace.task('completed', name.slice(0, -'.json'.length)));
}

async function waits(workspace: TestWorkspace, employee: Employee, why: RegExp): Promise<void> {
  const dashboard = workspace.path('obsidian_vault', 'Dashboard.md');
  await until(
    workspace.path('obsidian_vault'),
    () => existsSync(dashboard) && why.test(readFileSync(dashboard, 'utf8')),
  );
  expect((await employee.api.call('health', {})).checks.api.message).toMatch(why);
  expect(workspace.names('inbox')).toHaveLength(1);
}

const unauthorised: Turn = { kind: 'status', status: 401, body: { error: { message: 'no such key' } } };

describe('a dropped file with a model', () => {
  it('is planned by it, carried out, and its cost is told the same everywhere', async () => {
    const { server, workspace, employee } = await working(inTurn(says('hm'), plans()));
    drop(workspace, 'note.txt');
    const [task] = await completed(workspace);
    expect(server.calls).toHaveLength(2);
    expect(readFileSync(workspace.path('obsidian_vault', 'Notes', 'model.md'), 'utf8')).toContain(
      'Written by the model',
    );
    const entries = await employee.api.call('audit.query', { action: 'llm_reasoning' });
    expect(entries).toHaveLength(server.calls.length);
    const sum = entries.reduce((total, { details }) => total + Number(details.cost_usd), 0);
    const cost = await employee.api.call('cost', { days: 1 });
    expect(sum).toBeGreaterThan(0);
    expect(cost.days[0]).toMatchObject({ calls: 2, lower_bound: false });
    expect(cost.days[0]?.cost_usd).toBeCloseTo(sum, 9);
    expect(task?.usage).toMatchObject({ model: 'gpt-4o-mini', cost_usd: cost.days[0]?.cost_usd });
    const status = await employee.api.call('status', {});
    expect(status.cost_today_usd).toBe(cost.days[0]?.cost_usd);
    expect((await employee.api.call('activity', {})).cost.today_usd).toBe(status.cost_today_usd);
    const { details } = (await employee.api.call('health', {})).checks.api;
    expect(details?.cost_today_usd).toBe(status.cost_today_usd);
  });

  it('shows exactly what was sent', async () => {
    const { server, workspace, employee } = await working(inTurn(plans()));
    drop(workspace, 'note.txt', 'Grüße an Zoë');
    const [task] = await completed(workspace);
    const { calls } = await employee.api.call('tasks.prompt', { id: task?.task_id ?? '' });
    expect(calls.map(({ request }) => request)).toEqual(server.calls.map(({ body }) => body));
    expect(JSON.stringify(calls)).toContain('Grüße an Zoë');
  });

  it('of a server on this machine without a price costs at least nothing', async () => {
    const server = await ModelServer.start(ollama(8_192), inTurn(plans()));
    const workspace = new TestWorkspace();
    const employee = await workspace.start({
      environment: { OPENAI_BASE_URL: server.baseUrl, LLM_MODEL: 'llama3.2' },
    });
    drop(workspace, 'note.txt');
    await completed(workspace);
    expect(await employee.api.call('status', {})).toMatchObject({
      cost_today_usd: 0,
      cost_is_lower_bound: true,
    });
  });
});

describe('while the model cannot be used', () => {
  it('a key that is refused pauses the queue with an alert, and burns none of it', async () => {
    const { server, workspace, employee } = await working(inTurn(unauthorised));
    drop(workspace, 'note.txt');
    await waits(workspace, employee, /it refuses the key \(HTTP 401/);
    const alerts = await employee.api.call('audit.query', { action: 'human_alert' });
    expect(alerts.map(({ details }) => details.message)).toEqual([
      expect.stringContaining('secret set OPENAI_API_KEY'),
    ]);
    expect(server.calls).toHaveLength(1);
    // A person looked after it: nobody waits for the hour to pass.
    await employee.api.call('resume', {});
    await until(workspace.path('audit_logs'), () => server.calls.length === 2);
  });

  it('the local planner stands in when that is wished for, and says so', async () => {
    const { workspace, employee } = await working(inTurn(unauthorised), { LLM_FALLBACK: 'local' });
    drop(workspace, 'note.txt');
    const [task] = await completed(workspace);
    expect(task?.plan?.thought_process).toMatch(
      /^Planned by the built-in rules, because the model could not be used: /,
    );
    const [entry] = await employee.api.call('audit.query', { action: 'local_reasoning' });
    expect(entry?.details.instead_of_model).toContain('refuses the key');
    expect((await employee.api.call('health', {})).checks.api).toMatchObject({ status: 'DEGRADED' });
    expect(await employee.api.call('audit.query', { action: 'human_alert' })).toHaveLength(1);
  });

  it('a used up budget keeps the tasks until a person raises it, which is audited', async () => {
    const { server, workspace, employee } = await working(inTurn(plans()), {});
    await employee.api.call('config.set', { key: 'llm.dailyBudgetUsd', value: '0' });
    drop(workspace, 'note.txt');
    await waits(workspace, employee, /more than the smallest budget/);
    expect(server.calls).toEqual([]);
    await employee.api.call('config.set', { key: 'llm.dailyBudgetUsd', value: '0.5' });
    await completed(workspace);
    const changes = await employee.api.call('audit.query', { action: 'setting_changed' });
    expect(changes.map(({ details }) => details.value)).toEqual([0, 0.5]);
  });

  it('an answer that is no plan fails its task with the reason, and asks nobody to approve nothing', async () => {
    const { workspace } = await working(inTurn(says('I would rather not')));
    drop(workspace, 'note.txt');
    const [task] = await completed(workspace);
    expect(task).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('no JSON object with a plan'),
    });
    expect(workspace.names('approvals')).toEqual([]);
  });
});

describe('the price of a model', () => {
  it('is said by a person, remembered, audited and taken back', async () => {
    const { employee } = await working(inTurn(plans()));
    const priceOf = async () =>
      (await employee.api.call('cost.prices', {})).find(({ model }) => model === 'my-model');
    await employee.api.call('cost.set-price', {
      model: 'my-model',
      price: { input_usd: 1.5, output_usd: 3 },
    });
    expect(await priceOf()).toMatchObject({ input_usd: 1.5, output_usd: 3, source: 'own' });
    await employee.api.call('cost.set-price', { model: 'my-model', price: 'unlimited' });
    expect(await priceOf()).toMatchObject({ input_usd: null, source: 'unlimited' });
    await employee.api.call('cost.set-price', { model: 'my-model', price: null });
    expect(await priceOf()).toBeUndefined();
    expect(await employee.api.call('audit.query', { action: 'setting_changed' })).toHaveLength(3);
  });
});

describe('looking at an endpoint', () => {
  it('makes GET requests only, and says whether the model is there', async () => {
    const { server, employee } = await working(inTurn(plans()));
    expect(await employee.api.call('model.test', {})).toMatchObject({ reachable: true, model_listed: true });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/models']);
  });

  it('shows the key to its own origin only', async () => {
    const { employee } = await working(inTurn(plans()));
    const other = await ModelServer.start(openAi, inTurn(plans()));
    await employee.api.call('model.test', { base_url: other.baseUrl });
    expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
  });
});
