import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

it('exports the trail into a new file outside the workspace, and into nothing else', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const path = join(temporaryFolder(), 'trail.jsonl');
  const done = await employee.api.call('audit.export', { format: 'jsonl', path });
  expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(done.entries);
  const again = employee.api.call('audit.export', { format: 'csv', path });
  await expect(again).rejects.toMatchObject({ code: 'invalid_input', why: 'something is there already' });
  const inside = workspace.path('audit_logs', 'audit_2099-01-01.jsonl');
  await expect(employee.api.call('audit.export', { format: 'jsonl', path: inside })).rejects.toMatchObject({
    why: 'it lies in the workspace',
  });
  expect(existsSync(inside)).toBe(false);
  await expect(employee.api.call('audit.export', { format: 'csv', path: 'trail.csv' })).rejects.toMatchObject(
    { why: 'it is not an absolute path' },
  );
});

it('says what is proven, by which key, and since when', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const state = await employee.api.call('audit.state', {});
  const [genesis] = await employee.api.call('audit.query', { action: 'audit_genesis' });
  expect(state.since).toBe(genesis?.timestamp);
  const report = await employee.api.call('audit.verify', { public_key: state.public_key });
  expect(report.integrity).toBe('OK');
  await employee.api.call('audit.verify', {});
  const { last_verified: verified, problem } = await employee.api.call('audit.state', {});
  expect(verified?.integrity).toBe('OK');
  expect(problem).toBeNull();
});

it('does not hold a key that a person mistyped against the trail', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const other = Buffer.alloc(32, 7).toString('base64');
  expect((await employee.api.call('audit.verify', { public_key: other })).integrity).toBe('COMPROMISED');
  expect((await employee.api.call('audit.state', {})).problem).toBeNull();
});

it('counts what was done hour by hour, before the first look and after it', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const drop = async (name: string, count: number) => {
    writeFileSync(workspace.path('watch_inbox', name), `Please file ${name}.`);
    await until(workspace.queue('completed'), () => workspace.names('completed').length === count);
  };
  await drop('one.txt', 1);
  const sum = async () => {
    const { hours } = await employee.api.call('activity', { hours: 3 });
    expect(hours).toHaveLength(3);
    return hours.reduce((total, { completed }) => total + completed, 0);
  };
  expect(await sum()).toBe(1);
  await drop('two.txt', 2);
  expect(await sum()).toBe(2);
  const { cost } = await employee.api.call('activity', {});
  expect(cost).toEqual({ today_usd: 0, is_lower_bound: false, budget_usd: 0.1 });
});

it('shows the rules in words, and the last lines of a log', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const policy = await employee.api.call('policy.show', {});
  expect(policy).toMatchObject({ problem: null, unconfirmed: false });
  expect(policy.rules.length).toBeGreaterThan(3);
  await until(workspace.path('logs'), () => existsSync(workspace.path('logs', 'orchestrator_service.log')));
  const { lines } = await employee.api.call('logs.tail', { service: 'orchestrator', n: 5 });
  expect(lines.some((line) => line.includes('started'))).toBe(true);
});
