import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

const upper = '{"task_id":"Upper","context":{"contents":"Read this"}}';

it('takes task files whose ending is in capitals, at the start and while running', async () => {
  const workspace = new TestWorkspace();
  workspace.prepareQueue();
  writeFileSync(workspace.queue('inbox', 'Upper.JSON'), upper);
  await workspace.start();
  writeFileSync(workspace.queue('inbox', 'Later_TASK.Json'), '{"task_id":"Later"}');
  await until(workspace.root, () => workspace.names('completed').length === 2);
  expect(workspace.names('completed')).toEqual(['Later.json', 'Upper.json']);
  expect(workspace.names('inbox')).toEqual([]);
});

it('sets a second file of a waiting task aside, also when only the case of its ending differs', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  await employee.api.call('pause', {});
  writeFileSync(workspace.queue('inbox', 'Upper.JSON'), upper);
  await expect.poll(async () => (await employee.api.call('status', {})).queue.inbox).toBe(1);
  writeFileSync(workspace.queue('inbox', 'Upper.json'), '{"task_id":"Upper"}');
  await until(workspace.root, () => workspace.names('quarantine').length === 2);
  await employee.api.call('resume', {});
  await until(workspace.root, () => workspace.names('completed').length === 1);
  expect(workspace.task('completed', 'Upper').context?.contents).toBe('Read this');
});
