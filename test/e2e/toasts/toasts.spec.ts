import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { FakeNotificationService, isAlive } from '../../helpers/fake-notification-service.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { type LaunchedApp, launchApp } from '../support/launch-app.ts';

const leave = 'Job offer for Anna: prepare the letter';
const invoice = 'Invoice over $900.00 for Acme, due on 2026-03-01';
const until = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 30_000, interval: 20 });

/** The app with a notification service in the test's hands, and a dropped file told in a toast. */
async function openWithToast(behaviour: 'shows' | 'fails' = 'shows', dropped = leave) {
  const service = new FakeNotificationService(temporaryFolder());
  service.behave(behaviour);
  const path = [service.folder, process.env.PATH].join(delimiter);
  const app = await launchApp({ env: { PATH: path } });
  try {
    await app.ready();
    writeFileSync(join(app.workspace, 'watch_inbox', 'dropped.txt'), dropped);
    await until(() => expect(service.toasts).toHaveLength(1));
    return { app, service };
  } catch (error) {
    await app[Symbol.asyncDispose]();
    throw error;
  }
}

function completed({ workspace }: LaunchedApp): unknown[] {
  const folder = join(workspace, 'task_queue', 'completed');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** What the window is told on a channel without parameters. */
async function ask(page: Page, channel: string): Promise<unknown> {
  const answer = await page.evaluate<{ value?: unknown }>(`window.employee.call('${channel}', {})`);
  return answer.value;
}

describe.runIf(process.platform === 'linux')('from a dropped file to its toast', () => {
  it('is approved there and done', async () => {
    const { app, service } = await openWithToast();
    await using _ = app;
    const [toast] = service.toasts;
    expect(toast?.arguments).toEqual(
      expect.arrayContaining(['--action=approve=Approve', '--action=reject=Reject']),
    );
    expect(toast?.body).toMatch(/expires in 7\d hours$/);
    await service.answer(1, 'approve');
    await until(() => expect(completed(app)).toMatchObject([{ status: 'completed' }]));
  });

  it('can only be looked at there when it is about money', async () => {
    const { app, service } = await openWithToast('shows', invoice);
    await using _ = app;
    const [toast] = service.toasts;
    expect(toast?.arguments.filter((argument) => argument.includes('approve'))).toEqual([]);
    expect(toast?.arguments).toContain('--action=review=Review');
  });

  it('is rejected there and not done', async () => {
    const { app, service } = await openWithToast();
    await using _ = app;
    await service.answer(1, 'reject');
    await until(() => expect(completed(app)).toMatchObject([{ status: 'rejected' }]));
  });

  it('is withdrawn when the person renames the request instead', async () => {
    const { app, service } = await openWithToast();
    await using _ = app;
    const folder = join(app.workspace, 'task_queue', 'approvals');
    const [request = ''] = readdirSync(folder).filter((name) => !name.endsWith('_task.json'));
    renameSync(join(folder, request), join(folder, `${request}.approved`));
    await until(() => expect(completed(app)).toMatchObject([{ status: 'completed' }]));
    await until(() => expect(service.closed).toEqual([1]));
  });

  it('opens its card in the window when it is clicked', async () => {
    const { app, service } = await openWithToast();
    await using _ = app;
    const page = await app.firstWindow();
    await service.answer(1, 'default');
    const [request] = readdirSync(join(app.workspace, 'task_queue', 'approvals'));
    await until(async () =>
      expect(await ask(page, 'shell.place')).toEqual({
        view: 'approvals',
        id: request?.replace('.json', ''),
      }),
    );
    expect(completed(app)).toEqual([]);
  });

  it('is missed where toasts do not work: window and health say why, the request waits', async () => {
    const { app } = await openWithToast('fails');
    await using _ = app;
    const problem = 'notify-send says "No bus here"';
    const page = await app.firstWindow();
    await until(async () =>
      expect(await ask(page, 'shell.state')).toMatchObject({
        toastProblem: expect.stringContaining(problem),
      }),
    );
    expect(JSON.stringify(await ask(page, 'health'))).toContain('No bus here');
    expect(await ask(page, 'approvals.list')).toHaveLength(1);
  });

  it('goes with the app', async () => {
    const { app, service } = await openWithToast();
    await using _ = app;
    await app.close();
    expect(service.closed).toEqual([1]);
    expect(service.toasts.filter(({ pid }) => isAlive(pid))).toEqual([]);
    expect(completed(app)).toEqual([]);
  });
});
