import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask, hook } from '../shell/app.ts';
import { runHeadless } from '../support/headless.ts';
import { createHome } from '../support/home.ts';
import { launchApp } from '../support/launch-app.ts';
import { answerDialogs } from '../support/outside.ts';
import { chooseTrayItem, readTray } from '../support/tray.ts';
import { type Desk, openDesk, soon } from './desk.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const good = '# Ideas\n\n- Paint the door green\n';
const bad = '# Ideas\n\n- Paint the door red\n';
const note = () => desk.path('obsidian_vault', 'Notes', 'Ideas.md');
const archives = () => readdirSync(desk.path('backups')).filter((name) => name.endsWith('.zip'));
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click();

/** Runs in the page: the rules that are broken, and where. */
const check =
  "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))";

/** The window of the wizard, opened by what `act` does. */
async function wizardBy(act: () => Promise<unknown>, { app }: Pick<Desk, 'app'> = desk): Promise<Page> {
  const [page] = await Promise.all([app.electron.waitForEvent('window'), act()]);
  await page.waitForURL((url) => url.pathname === '/wizard.html');
  page.setDefaultTimeout(soon.timeout);
  return page;
}

async function close(wizard: Page): Promise<void> {
  await ask(wizard, 'shell.close-restore').catch(() => undefined);
  await vi.waitFor(() => expect(desk.app.electron.windows()).toHaveLength(1), soon);
}

describe('backups and restores', () => {
  it('makes a verified backup from the screen', async () => {
    const { page } = desk;
    writeFileSync(note(), good);
    await desk.goTo('Backups');
    await page.getByText('No backup yet').waitFor();
    await page.getByRole('button', { name: 'Back up now' }).click();
    await page.getByText('Backup made and verified').waitFor();
    await page.getByRole('option').getByText('Verified').waitFor();
    expect(archives()).toHaveLength(1);
    expect(desk.trail().map(({ action }) => action)).toContain('backup_created');
  });

  it('brings a broken note back in the wizard, says what became of it, and undoes it', async () => {
    const { page } = desk;
    writeFileSync(note(), bad);
    await page.getByRole('option').click();
    const details = page.getByRole('complementary');
    const wizard = await wizardBy(() => details.getByRole('button', { name: 'Restore this one…' }).click());
    await title(wizard, 'What is in it');
    await wizard.getByText('Its audit trail is the beginning of yours.').waitFor();
    await wizard.getByRole('option', { name: /^Ideas\.md/ }).click();
    await wizard.getByText('- Paint the door green').waitFor();
    await wizard.getByText('- Paint the door red').waitFor();
    await wizard.evaluate(axe.source);
    expect(await wizard.evaluate(check)).toEqual([]);
    await next(wizard);
    await wizard.getByRole('checkbox', { name: 'Audit trail' }).uncheck();
    await next(wizard);
    await title(wizard, 'This will happen');
    await wizard.getByRole('button', { name: /^(Replace|Restore)/ }).click();
    await title(wizard, 'Restored');
    expect(readFileSync(note(), 'utf8')).toBe(good);
    expect(archives()).toHaveLength(2);
    expect(await hook(desk.app.electron, 'employee')).toEqual({ state: 'running' });

    await wizard.getByRole('button', { name: 'Undo…' }).click();
    await title(wizard, 'This will happen');
    await wizard.getByRole('button', { name: /^(Replace|Restore)/ }).click();
    await title(wizard, 'Restored');
    expect(readFileSync(note(), 'utf8')).toBe(bad);
    await close(wizard);
    await desk.goTo('Backups');
    await page.getByText('Restored from a backup').waitFor();
  });

  it('puts back a single file, and touches no other', async () => {
    writeFileSync(note(), bad);
    const other = desk.path('obsidian_vault', 'Notes', 'Since then.md');
    writeFileSync(other, 'Written after the backup');
    const oldest = archives().sort()[0] ?? '';
    const wizard = await wizardBy(() => ask(desk.page, 'shell.restore', { archive: oldest }));
    await title(wizard, 'What is in it');
    await next(wizard);
    await wizard.getByRole('radio', { name: 'Single files' }).click();
    await wizard.getByRole('searchbox').fill('ideas');
    await wizard.getByRole('option', { name: /^Ideas\.md/ }).click();
    await next(wizard);
    await wizard.getByRole('button', { name: 'Put back 1 file' }).click();
    await title(wizard, 'Restored');
    expect(readFileSync(note(), 'utf8')).toBe(good);
    expect(existsSync(other)).toBe(true);

    writeFileSync(other, 'Written after the restore');
    await wizard.getByRole('button', { name: 'Undo…' }).click();
    await wizard.getByRole('button', { name: 'Put back 1 file' }).click();
    await title(wizard, 'Restored');
    await vi.waitFor(() => expect(readFileSync(note(), 'utf8')).toBe(bad), soon);
    expect(readFileSync(other, 'utf8')).toBe('Written after the restore');
    await close(wizard);
  });

  it('opens the wizard from the tray, once, and brings it to the front the second time', async () => {
    const { electron } = desk.app;
    const wizard = await wizardBy(() => chooseTrayItem(electron, 'restore'));
    await title(wizard, 'Which backup?');
    await chooseTrayItem(electron, 'restore');
    await ask(desk.page, 'shell.restore', { archive: null });
    expect(electron.windows()).toHaveLength(2);
    const focused = await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getFocusedWindow()?.webContents.getURL(),
    );
    expect(focused).toBe('app://employee/wizard.html');
    await close(wizard);
  });

  it('makes a backup from the tray', async () => {
    const before = archives().length;
    await chooseTrayItem(desk.app.electron, 'backup');
    await vi.waitFor(() => expect(archives()).toHaveLength(before + 1), soon);
    await vi.waitFor(async () => {
      const item = (await readTray(desk.app.electron))?.items.find(({ id }) => id === 'backup');
      expect(item).toMatchObject({ label: 'Back up now', enabled: true });
    }, soon);
  });

  it('takes an archive from elsewhere only when a person chose it in the dialog', async () => {
    const { app } = desk;
    const outside = join(app.home.folder, 'elsewhere.zip');
    writeFileSync(outside, readFileSync(desk.path('backups', archives()[0] ?? '')));
    const wizard = await wizardBy(() => chooseTrayItem(app.electron, 'restore'));
    await title(wizard, 'Which backup?');
    for (const name of ['restore.inspect', 'backup.verify', 'restore.start', 'shell.restore'])
      for (const archive of [outside, '../elsewhere.zip', '/etc/passwd'])
        expect(await ask(wizard, name, { archive })).toMatchObject({
          ok: false,
          error: { code: 'unsafe_path' },
        });
    await answerDialogs(app.electron, { open: [outside] });
    await wizard.getByRole('button', { name: 'From somewhere else' }).click();
    await wizard.getByRole('menuitem', { name: 'A backup file…' }).click();
    await title(wizard, 'What is in it');
    await wizard.getByText('elsewhere.zip').waitFor();
    await close(wizard);
  });

  it('keeps the second place that a person chose in the dialog, and no other', async () => {
    const { app, page } = desk;
    const place = { key: 'backup.secondFolder', value: app.home.folder };
    expect(await ask(page, 'config.set', place)).toMatchObject({ ok: false, error: { code: 'unsafe_path' } });
    await answerDialogs(app.electron, { open: [app.home.folder] });
    await desk.goTo('Backups');
    await page.getByRole('button', { name: 'Schedule and places' }).click();
    const pane = page.getByRole('complementary');
    await pane.getByRole('button', { name: 'Choose a folder…' }).click();
    await pane.getByText('Second copy', { exact: true }).waitFor();
    const settings = readFileSync(desk.path('.employee', 'settings.json'), 'utf8');
    expect(settings).toContain(app.home.folder);
    await pane.getByRole('button', { name: 'Copy no more' }).click();
    await pane.getByText('Every backup can be copied to another disk').waitFor();
  });

  it('can be cancelled until the swap, also by a window that was closed and opened again', async () => {
    const { page } = desk;
    mkdirSync(desk.path('obsidian_vault', 'Scans'));
    for (let index = 0; index < 400; index += 1)
      writeFileSync(
        desk.path('obsidian_vault', 'Scans', `${index}.md`),
        randomBytes(100_000).toString('hex'),
      );
    writeFileSync(note(), bad);
    const oldest = archives().sort()[0] ?? '';
    const wizard = await wizardBy(() => ask(page, 'shell.restore', { archive: oldest }));
    await title(wizard, 'What is in it');
    await next(wizard);
    await next(wizard);
    await wizard.getByRole('button', { name: /^(Replace|Restore)/ }).click();
    await title(wizard, 'Restoring');
    await close(wizard);
    const again = await wizardBy(() => chooseTrayItem(desk.app.electron, 'restore'));
    await title(again, 'Restoring');
    await again.getByRole('button', { name: 'Cancel the restore' }).click();
    await title(again, 'Cancelled');
    expect(readFileSync(note(), 'utf8')).toBe(bad);
    await close(again);
  });
});

describe('an employee that another process runs', () => {
  it('is backed up and restored by the wizard here, over its restart there', async () => {
    await using home = await createHome();
    const headless = await runHeadless(home);
    try {
      await using app = await launchApp({ home });
      const page = await app.firstWindow();
      await vi.waitFor(
        async () => expect((await hook(app.electron, 'employee')).state).toBe('attached'),
        soon,
      );
      const file = join(home.workspace, 'obsidian_vault', 'Notes', 'Ideas.md');
      writeFileSync(file, good);
      const made = await ask(page, 'backup.create');
      expect(made).toMatchObject({ ok: true });
      writeFileSync(file, bad);
      const [archive = ''] = readdirSync(join(home.workspace, 'backups')).filter((name) =>
        name.endsWith('.zip'),
      );
      const wizard = await wizardBy(() => ask(page, 'shell.restore', { archive }), { app });
      await title(wizard, 'What is in it');
      await next(wizard);
      await next(wizard);
      await wizard.getByRole('button', { name: /^(Replace|Restore)/ }).click();
      await title(wizard, 'Restored');
      expect(readFileSync(file, 'utf8')).toBe(good);
      expect((await hook(app.electron, 'employee')).state).toBe('attached');
    } finally {
      await headless.end();
    }
  });
});

it('settles a restore that a crash cut off, and tells of it on Today', async () => {
  await using home = await createHome();
  const file = join(home.workspace, 'obsidian_vault', 'Notes', 'Ideas.md');
  const first = await launchApp({ home });
  const page = await first.firstWindow();
  await first.ready();
  writeFileSync(file, good);
  expect(await ask(page, 'backup.create')).toMatchObject({ ok: true });
  writeFileSync(file, bad);
  expect(await ask(page, 'restore.start', { archive: 'latest', parts: ['vault'] })).toMatchObject({
    ok: true,
  });
  await first.kill();

  await using second = await launchApp({ home });
  const again = await second.firstWindow();
  await second.ready();
  const restored = again.getByText('Restored from a backup');
  const rolledBack = again.getByText('A restore failed: everything is as it was before');
  await restored.or(rolledBack).waitFor({ timeout: soon.timeout });
  expect(readFileSync(file, 'utf8')).toBe((await restored.count()) > 0 ? good : bad);
});
