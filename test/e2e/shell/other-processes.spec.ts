import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import { FakeNotificationService } from '../../helpers/fake-notification-service.ts';
import { runHeadless } from '../support/headless.ts';
import { createHome } from '../support/home.ts';
import { launchApp } from '../support/launch-app.ts';
import { projectFolder } from '../support/project.ts';
import { readTray } from '../support/tray.ts';
import { ask, hook } from './app.ts';

const soon = { timeout: 15_000, interval: 50 };

/** What the command line prints. */
async function employee(env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(projectFolder, 'bin', 'employee.js'), ...words], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [out] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return out;
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

it.runIf(process.platform === 'linux')(
  'raises the toasts of that process here, its alerts too, and takes away what is decided there',
  async () => {
    await using home = await createHome();
    const service = new FakeNotificationService(home.env.HOME ?? '');
    const headless = await runHeadless(home);
    try {
      await using app = await launchApp({ home, env: { PATH: service.path } });
      const page = await app.firstWindow();
      await vi.waitFor(
        async () => expect((await hook(app.electron, 'employee')).state).toBe('attached'),
        soon,
      );
      writeFileSync(
        join(home.workspace, 'watch_inbox', 'bill.txt'),
        'Invoice from Acme: please pay $1,250.00.',
      );
      const toast = (part: RegExp) =>
        vi.waitFor(() => {
          const at = service.toasts.findIndex(({ title, body }) => part.test(`${title} ${body}`));
          expect(at).toBeGreaterThan(-1);
          return at + 1;
        }, soon);
      const asked = await toast(/1,250/);

      const [name = ''] = readdirSync(join(home.workspace, 'task_queue', 'approvals'));
      const id = name.replace(/(_task)?\.json$/, '');
      await employee(app.env, 'approvals', 'reject', id, '--undo-seconds', '30');
      await vi.waitFor(() => expect(service.closed).toContain(asked), soon);
      await page
        .getByRole('navigation', { name: 'Screens' })
        .getByRole('button', { name: 'Approvals' })
        .click();
      await page.getByRole('option').getByText('Rejected').waitFor();

      const [day = ''] = readdirSync(join(home.workspace, 'audit_logs')).filter((file) =>
        file.endsWith('.jsonl'),
      );
      const file = join(home.workspace, 'audit_logs', day);
      writeFileSync(file, readFileSync(file, 'utf8').replace('"task_created"', '"task_erased"'));
      await ask(page, 'audit.verify');
      await toast(/The audit trail is broken/);
    } finally {
      await headless.end();
    }
  },
);

it('is asked, and stopped with the app around it, by the command line', async () => {
  await using app = await launchApp();
  await app.ready();
  expect(JSON.parse(await employee(app.env, 'status', '--json'))).toMatchObject({
    running: true,
    pid: app.electron.process().pid,
  });
  await employee(app.env, 'stop');
  expect(await app.exited).toBe(0);
});
