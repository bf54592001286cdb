import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ask } from '../shell/app.ts';
import { type Desk, openDesk } from './desk.ts';

const key = 'sk-never-shown-again';

/** Keeps a key in the settings of the model. */
async function keepKey({ page }: Desk): Promise<void> {
  await page.getByRole('tab', { name: 'Model' }).click();
  await page.getByLabel('Key', { exact: true }).fill(key);
  await page.getByRole('button', { name: 'Keep the key' }).click();
  await page.getByText('The key is kept').waitFor();
}

it.runIf(process.env.ELECTRON_OVERRIDE_DIST_PATH?.endsWith('electron-stand-in'))(
  'keeps a key only obscured where the person accepts that, and says so',
  async () => {
    await using desk = await openDesk({ env: { ELECTRON_STAND_IN_KEYRING: 'basic_text' } });
    const { page } = desk;
    await desk.goTo('Settings');
    await page.getByText('This system can only obscure secrets').waitFor();
    expect(await page.getByLabel('Key', { exact: true }).isDisabled()).toBe(true);
    await page.getByRole('tab', { name: 'App' }).click();
    await page.getByRole('switch', { name: 'Keep secrets anyway' }).click({ force: true });
    await keepKey(desk);
    await page.getByRole('tab', { name: 'App' }).click();
    await page.getByText('Kept in a file that only you can read').waitFor();
  },
);

it.runIf(process.env.ELECTRON_OVERRIDE_DIST_PATH?.endsWith('electron-stand-in'))(
  'keeps a key encrypted, where no page reads it again',
  async () => {
    await using desk = await openDesk();
    const { app, page } = desk;
    await desk.goTo('Settings');
    await keepKey(desk);
    expect(await page.content()).not.toContain(key);
    await page.getByRole('tab', { name: 'App' }).click();
    await page.getByText('Kept, encrypted by the keychain of this system').waitFor();
    for (const [name, params] of [
      ['secret.list', {}],
      ['config.list', {}],
    ] as const)
      expect(JSON.stringify(await ask(page, name, params))).not.toContain(key);
    const kept = filesUnder(app.home.folder).filter((path) => readFileSync(path).includes(key));
    expect(kept).toEqual([]);
    expect(filesUnder(join(app.home.env.XDG_CONFIG_HOME ?? '')).join()).toMatch(/secret/);
  },
);

it('shows the lines of the log as they are written', async () => {
  await using desk = await openDesk();
  const { page } = desk;
  await desk.goTo('Logs');
  await page.getByRole('button', { name: 'Service' }).click();
  await page.getByRole('option', { name: 'Watcher' }).click();
  const lines = page.locator('.log-line');
  await lines.filter({ hasText: 'intake: watching' }).first().waitFor();
  for (const name of ['first.xyz', 'second.xyz']) {
    desk.drop(name, 'Of a type that is refused, which the watcher tells.');
    await lines.filter({ hasText: name }).first().waitFor();
  }
  expect(await lines.filter({ hasText: 'first.xyz' }).count()).toBe(1);
});

it('previews what the rules would do, and follows an edited handbook once it is confirmed', async () => {
  await using desk = await openDesk();
  const { page } = desk;
  await desk.goTo('Settings');
  await page.getByRole('tab', { name: 'Policy' }).click();
  const preview = page.getByLabel('Text of the file');
  await preview.fill('Invoice from Acme: please pay $1,200.00.');
  await page.getByText('It asks you first').waitFor();

  const handbook = desk.path('obsidian_vault', 'Company_Handbook.md');
  writeFileSync(handbook, readFileSync(handbook, 'utf8').replace('ask_from: 100,', 'ask_from: 5000,'));
  desk.drop('later.txt', 'Note: read after the handbook was changed.');
  await desk.completed('later.txt');
  await page.getByRole('button', { name: 'Confirm the new rules' }).click();
  await page.getByText('The new rules are in force').waitFor();
  await preview.fill('Invoice from Acme: please pay $1,250.00.');
  await page.getByText('It goes ahead by itself').waitFor();
  expect(desk.trail().map(({ action }) => action)).toContain('policy_confirmed');
});

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
