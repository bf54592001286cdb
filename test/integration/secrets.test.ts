import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import type { Employee } from '../../src/core/employee.ts';
import type { SecretCipher } from '../../src/core/secrets/index.ts';
import { TestWorkspace } from '../helpers/open-test-employee.ts';

const canary = 'canary-4711-key-of-a-person';

/** Stands for the system's keychain. */
const keychain: SecretCipher = {
  protection: 'encrypted',
  encrypt: async (text) => Buffer.from(text).reverse().toString('base64'),
  decrypt: async (text) => Buffer.from(text, 'base64').reverse().toString('utf8'),
};

it('keeps a value where nobody but its owner reads it, and nowhere else', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const done = await employee.api.call('secret.set', { name: 'OPENAI_API_KEY', value: canary });
  expect(done.message).toContain('whoever can read your files');
  expect(inspect(employee, { depth: 12, showHidden: true })).not.toContain(canary);
  employee.reportTrouble('test', `somebody repeats ${canary}`);
  await employee.api.call('health', {});
  for (const name of ['secret.list', 'config.list', 'status'] as const)
    expect(JSON.stringify(await employee.api.call(name, {}))).not.toContain(canary);
  await employee.stop('graceful');
  const holders = [...filesBelow(workspace.root), ...filesBelow(workspace.stateFolder)].filter((path) =>
    readFileSync(path, 'utf8').includes(canary),
  );
  expect(holders.map((path) => basename(path))).toEqual(['secrets.json']);
  for (const path of holders) expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('writes no value at all where the system encrypts', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start({ secretCipher: keychain });
  await employee.api.call('secret.set', { name: 'SMTP_PASSWORD', value: canary });
  expect(await employee.api.call('secret.list', {})).toEqual([
    { name: 'SMTP_PASSWORD', source: 'store', protection: 'encrypted' },
  ]);
  await employee.stop('graceful');
  const everything = [...filesBelow(workspace.root), ...filesBelow(workspace.stateFolder)];
  expect(everything.filter((path) => readFileSync(path, 'utf8').includes(canary))).toEqual([]);
});

it('takes a stored key for the model, after the environment, and lets tasks wait for the model', async () => {
  const workspace = new TestWorkspace();
  const first = await workspace.start();
  expect(await provider(first)).toBe('local');
  await first.api.call('secret.set', { name: 'OPENAI_API_KEY', value: canary });
  expect(await provider(first)).toBe('openai');
  await first.stop('graceful');
  const second = await workspace.open();
  expect(await provider(second)).toBe('openai');
  await second.stop('graceful');
  const third = await workspace.open({ environment: { OPENAI_API_KEY: 'sk-of-the-environment' } });
  const [variable, stored] = await third.api.call('secret.list', {});
  expect([variable?.source, stored?.source]).toEqual(['environment', 'store']);
  await third.api.call('secret.delete', { name: 'OPENAI_API_KEY' });
  await third.stop('graceful');
  expect(await provider(await workspace.open())).toBe('local');
});

it('tells a secret it cannot decrypt, and starts all the same', async () => {
  const workspace = new TestWorkspace();
  const desktop = await workspace.open({ secretCipher: keychain });
  await desktop.api.call('secret.set', { name: 'OPENAI_API_KEY', value: canary });
  await desktop.stop('graceful');
  const headless = await workspace.start();
  expect(await headless.api.call('secret.list', {})).toEqual([
    { name: 'OPENAI_API_KEY', source: 'store', protection: 'encrypted' },
  ]);
  // The key is there: tasks wait for the model and are not planned by another.
  expect(await provider(headless)).toBe('openai');
  expect((await headless.api.call('health', {})).checks.services.message).toContain('OPENAI_API_KEY');
});

it('records that a secret was kept and forgotten, without its value', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.open();
  await employee.api.call('secret.set', { name: 'CRM_TOKEN', value: canary });
  await employee.api.call('secret.delete', { name: 'CRM_TOKEN' });
  const entries = await employee.api.call('audit.query', { action: 'secret_*' });
  expect(entries.map(({ action, details }) => [action, details.name])).toEqual([
    ['secret_set', 'CRM_TOKEN'],
    ['secret_deleted', 'CRM_TOKEN'],
  ]);
  await expect(employee.api.call('secret.delete', { name: 'CRM_TOKEN' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('uses no stored secret in a workspace that was copied', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.open();
  await employee.api.call('secret.set', { name: 'OPENAI_API_KEY', value: canary });
  await employee.stop('graceful');
  const installation = workspace.path('.employee', 'install.json');
  const text = readFileSync(installation, 'utf8');
  const other = (_match: string, start: string, first: string) => `${start}${first === 'a' ? 'b' : 'a'}`;
  writeFileSync(installation, text.replace(/("install_id":\s*")(.)/, other));
  const foreign = await workspace.open();
  expect(await foreign.api.call('secret.list', {})).toEqual([]);
  await expect(
    foreign.api.call('secret.set', { name: 'OPENAI_API_KEY', value: canary }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
});

async function provider(employee: Employee): Promise<unknown> {
  return (await employee.api.call('config.get', { key: 'llm.provider' })).value;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
