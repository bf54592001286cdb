import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Employee } from '../../src/core/employee.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

const invoice = 'Invoice over $900.00 for Acme, due on 2026-03-01';

it('shows the whole source text and what each rule says, also of a text too long for the task file', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const text = `${invoice}\n${'Further terms apply. '.repeat(2_000)}`;
  const id = await ask(workspace, employee, text);
  const shown = await employee.api.call('approvals.show', { id });
  expect(shown.text).toBe(text);
  expect(shown.task.context?.truncated).toBe(true);
  expect(shown.rules.length).toBeGreaterThan(0);
  for (const rule of shown.rules) {
    expect(shown.request.rules).toContain(rule.id);
    expect(shown.request.reason).toContain(rule.text);
  }
});

it('waits with an approval that can be taken back, and follows it when the employee is stopped gracefully', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const id = await ask(workspace, employee, invoice);
  await employee.api.call('approvals.approve', { id, undo_seconds: 30 });
  const [waiting] = await employee.api.call('approvals.list', {});
  expect(waiting?.deciding?.decision).toBe('approved');
  expect(waiting?.actions[0]?.arguments).toHaveProperty('content');
  const [light] = await employee.api.call('approvals.list', { arguments: false });
  expect(light?.actions).toMatchObject([{ server: 'vault', tool: 'create_note', arguments: {} }]);
  expect(light?.actions[0]?.arguments).toEqual({});
  await employee.api.call('approvals.undo', { id });
  expect((await employee.api.call('approvals.list', {}))[0]?.deciding).toBeNull();
  await expect(employee.api.call('approvals.undo', { id })).rejects.toMatchObject({ code: 'conflict' });

  await employee.api.call('approvals.reject', { id, reason: 'not ours', undo_seconds: 30 });
  await employee.stop('graceful');
  expect(workspace.task('completed', id)).toMatchObject({ status: 'rejected' });
});

it('says in words what a hash looks like', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const id = await ask(workspace, employee, invoice);
  await expect(employee.api.call('approvals.approve', { id, sha: '000' })).rejects.toMatchObject({
    code: 'usage',
    why: 'sha: expected the first 6 or more characters of the hash that was shown, 0–9 and a–f',
  });
});

it('decides at once where nobody could take it back: for one command under the lock', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const id = await ask(workspace, employee, invoice);
  await employee.stop('graceful');
  const alone = await workspace.open();
  const done = await alone.api.call('approvals.reject', { id, undo_seconds: 30 });
  expect(done.message).not.toContain('taken back');
  expect(await alone.api.call('approvals.list', {})).toEqual([]);
});

it('lets a request wait whose decision was lost with an emergency stop', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const id = await ask(workspace, employee, invoice);
  await employee.api.call('approvals.approve', { id, undo_seconds: 30 });
  await employee.stop('now');
  const again = await workspace.start();
  const [waiting] = await again.api.call('approvals.list', {});
  expect(waiting).toMatchObject({ task_id: id, deciding: null });
});

async function ask(workspace: TestWorkspace, employee: Employee, text: string): Promise<string> {
  writeFileSync(workspace.path('watch_inbox', 'invoice.txt'), text);
  await until(workspace.queue('approvals'), () =>
    workspace.names('approvals').some((name) => name.endsWith('_task.json')),
  );
  const [request] = await employee.api.call('approvals.list', {});
  if (request === undefined) throw new Error('nothing waits');
  return request.task_id;
}
