import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FakeClock } from '../helpers/fake-clock.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

const hourMs = 3_600_000;

it('follows at once what became due while the machine slept', async () => {
  const clock = new FakeClock();
  const workspace = new TestWorkspace();
  const employee = await workspace.start({ clock });
  writeFileSync(workspace.path('watch_inbox', 'invoice.txt'), 'Invoice over $900.00 for Acme');
  const asked = () => workspace.names('approvals').some((name) => name.endsWith('_task.json'));
  await until(workspace.root, () => {
    if (!asked()) clock.advance(100);
    return asked();
  });
  const [request] = await employee.api.call('approvals.list', {});
  clock.jump(100 * hourMs);
  // No timer has run: nothing knows of the time that passed.
  expect(await employee.api.call('approvals.list', {})).toHaveLength(1);
  employee.resumed();
  clock.advance(0);
  await until(workspace.root, () => workspace.names('completed').length === 1);
  expect(workspace.task('completed', request?.task_id ?? '')).toMatchObject({ status: 'expired' });
});
