import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import { createHome } from '../support/home.ts';
import { launchApp } from '../support/launch-app.ts';
import { projectFolder } from '../support/project.ts';
import { startAgain } from '../support/start-again.ts';
import { chooseTrayItem, clickTray, readTray } from '../support/tray.ts';
import { ask, closeWindow, hook, isWindowVisible } from './app.ts';

const soon = { timeout: 15_000, interval: 50 };

describe('the app', () => {
  it('works on what is dropped, and quits gracefully from the tray', async () => {
    await using app = await launchApp();
    await app.ready();
    writeFileSync(join(app.workspace, 'watch_inbox', 'hello.txt'), 'Note: all is well.');
    const completed = join(app.workspace, 'task_queue', 'completed');
    await vi.waitFor(() => expect(readdirSync(completed)).toHaveLength(1), soon);
    await vi.waitFor(
      async () => expect((await readTray(app.electron))?.toolTip).toContain('1 done today'),
      soon,
    );
    await chooseTrayItem(app.electron, 'quit');
    expect(await app.exited).toBe(0);
    expect(existsSync(join(app.workspace, '.employee', 'lock'))).toBe(false);
  });

  it('validates itself when it is asked to at the start', async () => {
    await using app = await launchApp({ env: { EMPLOYEE_VALIDATE: '1' } });
    await app.output.line(/^A dropped file was completed in \d+ ms$/);
  });

  it('goes on behind the tray when its window is closed, and shows it again', async () => {
    await using app = await launchApp();
    await app.firstWindow();
    await app.ready();
    await closeWindow(app.electron);
    expect(await isWindowVisible(app.electron)).toBe(false);
    expect(await hook(app.electron, 'employee')).toEqual({ state: 'running' });
    await clickTray(app.electron);
    await vi.waitFor(async () => expect(await isWindowVisible(app.electron)).toBe(true), soon);
  });

  it('without a tray keeps its window within reach', async () => {
    await using app = await launchApp({ env: { EMPLOYEE_E2E_TRAY: 'no' } });
    const page = await app.firstWindow();
    await app.ready();
    expect(await readTray(app.electron)).toBeNull();
    const globalShortcut = { state: 'on' };
    await vi.waitFor(
      async () =>
        expect(await ask(page, 'shell.state')).toMatchObject({
          ok: true,
          value: { hasTray: false, globalShortcut },
        }),
      soon,
    );
    await closeWindow(app.electron);
    const state = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
    );
    expect(state).toEqual([true]);
  });

  it('starts out of sight when it is started at login', async () => {
    await using app = await launchApp({ args: ['--hidden'] });
    await app.ready();
    expect(app.electron.windows()).toHaveLength(0);
    await chooseTrayItem(app.electron, 'window');
    await app.firstWindow();
  });

  it('is one: a second start ends, brings the first to the front and hands over its files', async () => {
    await using app = await launchApp();
    await app.firstWindow();
    await app.ready();
    await closeWindow(app.electron);
    const file = join(app.home.folder, 'from outside.txt');
    writeFileSync(file, 'Note: dropped on the icon.');
    expect(await startAgain(app, [file])).toBe(0);
    await vi.waitFor(async () => expect(await isWindowVisible(app.electron)).toBe(true), soon);
    const completed = join(app.workspace, 'task_queue', 'completed');
    await vi.waitFor(() => expect(readdirSync(completed).join()).toContain('from_outside'), soon);
  });

  it('goes on when its page crashes, and loads it again', async () => {
    await using app = await launchApp();
    await app.firstWindow();
    await app.ready();
    await app.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    const answered = () =>
      app.electron.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        return contents && !contents.isCrashed()
          ? contents.executeJavaScript('typeof employee.call')
          : undefined;
      });
    await vi.waitFor(async () => expect(await answered()).toBe('function'), soon);
    expect(await hook(app.electron, 'employee')).toEqual({ state: 'running' });
  });

  it('goes on when its page crashes again and again, and loads it when a person asks', async () => {
    await using app = await launchApp();
    await app.firstWindow();
    await app.ready();
    const isCrashed = () =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed());
    for (let turn = 0; turn < 4; turn += 1) {
      await vi.waitFor(async () => expect(await isCrashed()).toBe(false), soon);
      await app.electron.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        await new Promise((gone) => {
          contents?.once('render-process-gone', gone);
          contents?.forcefullyCrashRenderer();
        });
      });
    }
    expect(await isCrashed()).toBe(true);
    expect(await hook(app.electron, 'employee')).toEqual({ state: 'running' });
    await clickTray(app.electron);
    await vi.waitFor(async () => expect(await isCrashed()).toBe(false), soon);
  });

  it('listens no more after fifty reloads of its page than before', async () => {
    await using app = await launchApp();
    const page = await app.firstWindow();
    await app.ready();
    const settled = async () => {
      let last = -1;
      await vi.waitFor(
        async () => {
          const now = await hook(app.electron, 'subscriptions');
          const before = last;
          last = now;
          expect(now).toBe(before);
          expect(now).toBeGreaterThan(0);
        },
        { ...soon, interval: 300 },
      );
      return last;
    };
    const before = await settled();
    for (let turn = 0; turn < 50; turn += 1) await page.reload();
    await vi.waitFor(async () => expect(await settled()).toBe(before), soon);
  });

  it('goes on when no window can be shown', async () => {
    await using app = await launchApp({ args: ['--hidden'] });
    await app.ready();
    await app.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.prototype.show = () => {
        throw new Error('no display');
      };
    });
    await chooseTrayItem(app.electron, 'window');
    await chooseTrayItem(app.electron, 'window');
    writeFileSync(join(app.workspace, 'watch_inbox', 'unseen.txt'), 'Note: nobody can look.');
    const completed = join(app.workspace, 'task_queue', 'completed');
    await vi.waitFor(() => expect(readdirSync(completed)).toHaveLength(1), soon);
    expect(await hook(app.electron, 'employee')).toEqual({ state: 'running' });
  });

  it('goes on when no window can be made, and makes one once that can be done', async () => {
    await using app = await launchApp({ args: ['--hidden'] });
    await app.ready();
    await app.electron.evaluate(({ screen }) => {
      const displays = screen.getAllDisplays.bind(screen);
      let asked = 0;
      screen.getAllDisplays = () => {
        asked += 1;
        if (asked > 2) return displays();
        throw new Error('no display');
      };
    });
    for (let turn = 0; turn < 2; turn += 1) await chooseTrayItem(app.electron, 'window');
    writeFileSync(join(app.workspace, 'watch_inbox', 'unseen.txt'), 'Note: nobody can look.');
    const completed = join(app.workspace, 'task_queue', 'completed');
    await vi.waitFor(() => expect(readdirSync(completed)).toHaveLength(1), soon);
    expect(app.electron.windows()).toHaveLength(0);
    await chooseTrayItem(app.electron, 'window');
    await app.firstWindow();
  });

  it('goes on when its window is destroyed', async () => {
    await using app = await launchApp();
    await app.firstWindow();
    await app.ready();
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
    writeFileSync(join(app.workspace, 'watch_inbox', 'still here.txt'), 'Note: nobody looks.');
    const completed = join(app.workspace, 'task_queue', 'completed');
    await vi.waitFor(() => expect(readdirSync(completed)).toHaveLength(1), soon);
    await clickTray(app.electron);
    await vi.waitFor(async () => expect(await isWindowVisible(app.electron)).toBe(true), soon);
  });

  it('sets preferences aside that cannot be understood', async () => {
    await using home = await createHome();
    const folder = join(home.env.XDG_CONFIG_HOME ?? '', 'Personal AI Employee');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'config.json'), '{"theme": "dark"');
    await using app = await launchApp({ home });
    const page = await app.firstWindow();
    await app.ready();
    await ask(page, 'shell.set-preferences', { density: 'compact' });
    const names = readdirSync(folder);
    const aside = names.find((name) => name.startsWith('config.json.broken-')) ?? '';
    expect(readFileSync(join(folder, aside), 'utf8')).toBe('{"theme": "dark"');
    expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toMatchObject({
      density: 'compact',
    });
  });

  // On a real Electron the message waits for a person's hand.
  it.runIf(process.env.ELECTRON_OVERRIDE_DIST_PATH?.endsWith('electron-stand-in'))(
    "says in the person's language why it cannot start",
    async () => {
      await using home = await createHome();
      const folder = join(home.env.XDG_CONFIG_HOME ?? '', 'Personal AI Employee');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'config.json'), '{"language": "ur"}');
      writeFileSync(join(folder, 'logs'), 'where a folder has to be');
      const child = spawn(createRequire(import.meta.url)('electron') as string, [projectFolder], {
        env: { ...home.env, EMPLOYEE_WORKSPACE: home.workspace },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const [told] = await Promise.all([text(child.stderr), once(child, 'exit')]);
      expect(told).toContain('ملازم شروع نہ ہو سکا');
      expect(child.exitCode).toBe(1);
    },
  );

  it('returns what it has in hand when it is ended by a signal', async () => {
    await using app = await launchApp();
    await app.ready();
    app.electron.process().kill('SIGTERM');
    expect(await app.exited).toBe(0);
    expect(existsSync(join(app.workspace, '.employee', 'lock'))).toBe(false);
  });
});
