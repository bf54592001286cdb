import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Employee } from '../../src/core/employee.ts';
import type { EmployeeEvent } from '../../src/shared/events.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

it('tells a surface what happens to a task, from the drop to the end', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const events = listen(employee);
  expect(events.heard[0]).toMatchObject({ kind: 'status', status: { running: true } });

  writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Please file this note.');
  const done = await events.until((event) => event.kind === 'status' && event.status.queue.completed === 1);
  expect(done).toMatchObject({ status: { queue: { completed_today: 1 } } });
  const [taskId] = workspace.names('completed').map((name) => name.replace(/\.json$/, ''));
  expect(events.heard).toContainEqual({ kind: 'task', task_id: taskId });
});

it('tells that a person is asked, and that the request is closed', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const events = listen(employee);
  writeFileSync(
    workspace.path('watch_inbox', 'invoice.txt'),
    'Invoice over $900.00 for Acme, due on 2026-03-01',
  );
  const asked = await events.until((event) => event.kind === 'approval_requested');
  if (asked.kind !== 'approval_requested') throw new Error('another event');
  const id = asked.approval.task_id;
  expect(asked.approval).toMatchObject({ deciding: null, approval_type: 'financial' });
  await employee.api.call('approvals.reject', { id });
  expect(events.heard).toContainEqual({ kind: 'approval_changed', task_id: id, open: false });
});

it('tells settings that change, and how far a verification has come', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const events = listen(employee);
  await employee.api.call('config.set', { key: 'queue.concurrency', value: '2' });
  expect(events.heard).toContainEqual({ kind: 'settings' });
  await employee.api.call('audit.verify', {});
  const progress = await events.until((event) => event.kind === 'progress');
  expect(progress).toMatchObject({ progress: { work: 'audit.verify', unit: 'bytes' } });
});

it('shows what a surface reports in health and on the dashboard, until it is withdrawn', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  employee.reportTrouble('toasts', 'Toasts cannot be shown: no notification service answers');
  const health = await employee.api.call('health', {});
  expect(health.checks.services).toMatchObject({
    status: 'DEGRADED',
    message: 'Toasts cannot be shown: no notification service answers',
  });
  const path = workspace.path('obsidian_vault', 'Dashboard.md');
  const dashboard = () => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  await until(workspace.path('obsidian_vault'), () =>
    dashboard().includes('no notification service answers'),
  );
  employee.reportTrouble('toasts', undefined);
  expect((await employee.api.call('health', {})).checks.services.status).toBe('HEALTHY');
  await until(
    workspace.path('obsidian_vault'),
    () => !dashboard().includes('no notification service answers'),
  );
});

function listen(employee: Employee) {
  const heard: EmployeeEvent[] = [];
  const waiting = new Set<() => void>();
  employee.onEvent((event) => {
    heard.push(event);
    for (const check of waiting) check();
  });
  return {
    heard,
    /** The first event that fits, also one heard before. */
    until: (fits: (event: EmployeeEvent) => boolean) =>
      new Promise<EmployeeEvent>((resolve) => {
        const check = () => {
          const found = heard.find(fits);
          if (!found) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      }),
  };
}
