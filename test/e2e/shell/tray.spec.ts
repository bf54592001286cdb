import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type LaunchedApp, launchApp } from '../support/launch-app.ts';
import { answerDialogs, openedOutside, recordOpened } from '../support/outside.ts';
import { chooseTrayItem, readTray } from '../support/tray.ts';
import { ask, closeWindow, hook, isWindowVisible } from './app.ts';

const soon = { timeout: 15_000, interval: 50 };

async function labels(app: LaunchedApp): Promise<readonly string[]> {
  const tray = await readTray(app.electron);
  return (tray?.items ?? []).filter(({ type }) => type !== 'separator').map(({ label }) => label);
}

async function trayState(app: LaunchedApp): Promise<string | undefined> {
  return (await hook(app.electron, 'tray'))?.state;
}

describe('the tray', () => {
  it('shows what waits first, and opens its card', async () => {
    await using app = await launchApp();
    const page = await app.firstWindow();
    await app.ready();
    await closeWindow(app.electron);
    const invoice = 'Invoice #4711 from Acme Corp: please pay $1,250.00 by Friday.';
    writeFileSync(join(app.workspace, 'watch_inbox', 'invoice.txt'), invoice);
    await vi.waitFor(async () => expect(await trayState(app)).toBe('needs-you'), soon);
    expect((await readTray(app.electron))?.toolTip).toContain('1 waiting');
    const approvals = join(app.workspace, 'task_queue', 'approvals');
    const taskId = readdirSync(approvals)
      .find((name) => !name.endsWith('_task.json'))
      ?.replace('.json', '');
    expect((await readTray(app.electron))?.items[0]?.id).toBe(`approval:${taskId}`);

    await chooseTrayItem(app.electron, `approval:${taskId}`);
    await vi.waitFor(async () => expect(await isWindowVisible(app.electron)).toBe(true), soon);
    const place = { ok: true, value: { view: 'approvals', id: taskId } };
    await vi.waitFor(async () => expect(await ask(page, 'shell.place')).toEqual(place), soon);
  });

  it('offers what can be done now', async () => {
    await using app = await launchApp();
    await app.ready();
    await vi.waitFor(async () => expect(await labels(app)).toContain('Pause'), soon);
    expect(await labels(app)).toEqual([
      ...['Pause', 'Open window', 'Drop files…'],
      ...['Back up now', 'Restore…'],
      ...['Health', 'Open vault', 'Logs', 'Quit gracefully', 'Stop now'],
    ]);
    const items = (await readTray(app.electron))?.items ?? [];
    expect(items.filter(({ enabled }) => !enabled).map(({ id }) => id)).toEqual([]);
  });

  it('pauses and resumes', async () => {
    await using app = await launchApp();
    await app.ready();
    await vi.waitFor(async () => expect(await labels(app)).toContain('Pause'), soon);
    await chooseTrayItem(app.electron, 'pause');
    await vi.waitFor(async () => expect(await labels(app)).toContain('Resume'), soon);
    expect(await trayState(app)).toBe('paused');
    await chooseTrayItem(app.electron, 'resume');
    await vi.waitFor(async () => expect(await trayState(app)).toBe('idle'), soon);
  });

  it('drops the files that a person chooses, and opens vault and logs', async () => {
    await using app = await launchApp();
    await app.ready();
    await recordOpened(app.electron);
    const file = join(app.home.folder, 'chosen.txt');
    writeFileSync(file, 'Note: chosen in a dialog.');
    await answerDialogs(app.electron, { open: [file] });
    await vi.waitFor(async () => expect(await labels(app)).toContain('Drop files…'), soon);
    await chooseTrayItem(app.electron, 'drop');
    const completed = join(app.workspace, 'task_queue', 'completed');
    await vi.waitFor(() => expect(readdirSync(completed).join()).toContain('chosen'), soon);
    await chooseTrayItem(app.electron, 'vault');
    await chooseTrayItem(app.electron, 'logs');
    const opened = [
      { by: 'openPath', target: join(app.workspace, 'obsidian_vault') },
      { by: 'openPath', target: join(app.workspace, 'logs') },
    ];
    await vi.waitFor(async () => expect(await openedOutside(app.electron)).toEqual(opened), soon);
  });

  it('stops at once', async () => {
    await using app = await launchApp();
    await app.ready();
    await vi.waitFor(async () => expect(await labels(app)).toContain('Stop now'), soon);
    await chooseTrayItem(app.electron, 'stop-now');
    expect(await app.exited).toBe(0);
    const audit = join(app.workspace, 'audit_logs');
    const entries = readdirSync(audit)
      .map((name) => readFileSync(join(audit, name), 'utf8'))
      .join('');
    expect(entries).toContain('"action":"emergency_stop"');
  });
});
