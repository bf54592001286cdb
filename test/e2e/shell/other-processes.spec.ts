import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import { createHome, type Home } from '../support/home.ts';
import { launchApp } from '../support/launch-app.ts';
import { projectFolder } from '../support/project.ts';
import { readTray } from '../support/tray.ts';
import { ask, hook } from './app.ts';

const soon = { timeout: 15_000, interval: 50 };

/** The same employee in a terminal. */
async function runHeadless(home: Home) {
  const child = spawn(process.execPath, [join(projectFolder, 'bin', 'employee.js'), 'run'], {
    env: { ...home.env, EMPLOYEE_WORKSPACE: home.workspace },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    pid: child.pid,
    end: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

it('follows an employee that another process runs, and leaves it alone', async () => {
  await using home = await createHome();
  const headless = await runHeadless(home);
  try {
    {
      await using app = await launchApp({ home });
      const page = await app.firstWindow();
      const attached = { state: 'attached', pid: headless.pid };
      await vi.waitFor(async () => expect(await hook(app.electron, 'employee')).toEqual(attached), soon);
      expect(await ask(page, 'status')).toMatchObject({ ok: true, value: { pid: headless.pid } });
      expect(await ask(page, 'pause')).toMatchObject({ ok: true });
      await vi.waitFor(async () => expect((await readTray(app.electron))?.toolTip).toContain('Paused'), soon);
      await ask(page, 'resume');
    }
    expect(existsSync(join(home.workspace, '.employee', 'lock'))).toBe(true);
  } finally {
    await headless.end();
  }
});

it('tells when that process ends, and starts the employee here when asked', async () => {
  await using home = await createHome();
  const headless = await runHeadless(home);
  await using app = await launchApp({ home });
  const page = await app.firstWindow();
  await vi.waitFor(async () => expect((await hook(app.electron, 'employee')).state).toBe('attached'), soon);
  await headless.end();
  await vi.waitFor(async () => expect((await hook(app.electron, 'employee')).state).toBe('failed'), soon);
  await vi.waitFor(async () => expect((await hook(app.electron, 'tray'))?.state).toBe('trouble'), soon);
  await ask(page, 'workspace.open', { path: home.workspace, trust: false });
  expect(await hook(app.electron, 'employee')).toEqual({ state: 'running' });
});

it('is asked, and stopped with the app around it, by the command line', async () => {
  await using app = await launchApp();
  await app.ready();
  const employee = async (...words: readonly string[]) => {
    const child = spawn(process.execPath, [join(projectFolder, 'bin', 'employee.js'), ...words], {
      env: app.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [out] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    return out;
  };
  expect(JSON.parse(await employee('status', '--json'))).toMatchObject({
    running: true,
    pid: app.electron.process().pid,
  });
  await employee('stop');
  expect(await app.exited).toBe(0);
});
