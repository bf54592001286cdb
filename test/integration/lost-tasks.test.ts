import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Employee } from '../../src/core/employee.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

const invoice = 'Invoice over $900.00 for Acme, due on 2026-03-01';

describe('a task whose file is taken away while it waits for an approval', () => {
  it('is refused, ends as failed, and is not shown any more: approved through the api', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    const id = await ask(workspace, employee);
    rmSync(workspace.queue('approvals', `${id}_task.json`));
    await expect(employee.api.call('approvals.approve', { id })).rejects.toMatchObject({
      code: 'conflict',
      why: expect.stringContaining('taken away'),
    });
    await expectEnded(workspace, employee, id);
  });

  it.each(['approved', 'rejected'])('ends as failed: %s by renaming', async (verdict) => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    const id = await ask(workspace, employee);
    rmSync(workspace.queue('approvals', `${id}_task.json`));
    renameSync(
      workspace.queue('approvals', `${id}.json`),
      workspace.queue('approvals', `${id}.json.${verdict}`),
    );
    await expectEnded(workspace, employee, id);
  });

  it('ends as failed without any answer, and while the employee was off', async () => {
    const workspace = new TestWorkspace();
    const first = await workspace.start();
    const id = await ask(workspace, first);
    await first.stop('graceful');
    rmSync(workspace.queue('approvals', `${id}_task.json`));
    const employee = await workspace.start();
    await expectEnded(workspace, employee, id);
  });

  it('ends as failed when its file was damaged, which is kept in quarantine', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    const id = await ask(workspace, employee);
    writeFileSync(workspace.queue('approvals', `${id}_task.json`), 'not JSON');
    await employee.api.call('approvals.approve', { id });
    await until(workspace.root, () => workspace.names('completed').length === 1);
    expect(workspace.task('completed', id)).toMatchObject({ status: 'failed' });
    expect(readFileSync(workspace.queue('quarantine', `${id}_task.json`), 'utf8')).toBe('not JSON');
    expect(workspace.names('approvals')).toEqual([]);
  });
});

describe('a request whose task was moved to completed by hand', () => {
  it('leaves the list, and the file of the task stays as it is', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    const id = await ask(workspace, employee);
    const content = moveToCompleted(workspace, id);
    await until(workspace.root, () => workspace.names('approvals').length === 0);
    await expectClosed(workspace, employee);
    expect(readFileSync(workspace.queue('completed', `${id}.json`), 'utf8')).toBe(content);
    expect(entries(workspace, 'task_completed')).toEqual([]);
  });

  it('leaves the list at the start too, also for one command alone', async () => {
    const workspace = new TestWorkspace();
    const first = await workspace.start();
    const id = await ask(workspace, first);
    await first.stop('graceful');
    moveToCompleted(workspace, id);
    const alone = await workspace.open();
    await expectClosed(workspace, alone);
    await alone.stop('graceful');
    await workspace.start();
    await until(workspace.root, () => workspace.names('approvals').length === 0);
    expect(workspace.names('completed')).toEqual([`${id}.json`]);
    expect(entries(workspace, 'hitl_approval_voided')).toHaveLength(1);
  });
});

describe('a file in approvals that nobody asked with', () => {
  it.each(['somebody.json', 'somebody.json.approved', 'Somebody.JSON'])(
    'is set aside with its reason: %s',
    async (name) => {
      const workspace = new TestWorkspace();
      workspace.prepareQueue();
      writeFileSync(workspace.queue('approvals', name), '{"task_id":"somebody"}');
      const first = await workspace.start();
      expect(workspace.names('quarantine')).toEqual([name, `${name}.reason.json`]);
      expect(workspace.names('approvals')).toEqual([]);
      expect(entries(workspace, 'task_quarantined')).toHaveLength(1);

      writeFileSync(workspace.queue('approvals', `second-${name}`), '{}');
      await until(workspace.root, () => workspace.names('quarantine').includes(`second-${name}`));
      const inQuarantine = async () => (await first.api.call('status', {})).queue.quarantine;
      await expect.poll(inQuarantine).toBe(2);
    },
  );
});

async function ask(workspace: TestWorkspace, employee: Employee): Promise<string> {
  writeFileSync(workspace.path('watch_inbox', 'invoice.txt'), invoice);
  await until(workspace.root, () => workspace.names('approvals').some((name) => name.endsWith('_task.json')));
  const [request] = await employee.api.call('approvals.list', {});
  return request?.task_id ?? '';
}

function moveToCompleted(workspace: TestWorkspace, id: string): string {
  const parked = workspace.queue('approvals', `${id}_task.json`);
  const content = readFileSync(parked, 'utf8');
  renameSync(parked, workspace.queue('completed', `${id}.json`));
  return content;
}

async function expectEnded(workspace: TestWorkspace, employee: Employee, id: string): Promise<void> {
  await until(workspace.root, () => workspace.names('completed').length === 1);
  expect(workspace.task('completed', id)).toMatchObject({
    status: 'failed',
    result: expect.stringContaining('Nothing of it was done'),
    context: { file_name: 'invoice.txt' },
    actions: [{ status: 'skipped' }],
  });
  expect(workspace.names('approvals')).toEqual([]);
  expect(readdirSync(workspace.path('.employee', 'decisions'))).toHaveLength(1);
  await expectClosed(workspace, employee);
}

async function expectClosed(workspace: TestWorkspace, employee: Employee): Promise<void> {
  expect(await employee.api.call('approvals.list', {})).toEqual([]);
  expect((await employee.api.call('status', {})).queue.approvals).toBe(0);
  expect(entries(workspace, 'hitl_approval_granted')).toEqual([]);
  expect(entries(workspace, 'hitl_approval_voided')).toHaveLength(1);
}

function entries(workspace: TestWorkspace, action: string): readonly string[] {
  const folder = workspace.path('audit_logs');
  const lines = readdirSync(folder).flatMap((name) =>
    readFileSync(workspace.path('audit_logs', name), 'utf8').split('\n'),
  );
  return lines.filter((line) => line.includes(`"action":"${action}"`));
}
