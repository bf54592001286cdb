import { existsSync, readdirSync, rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TestWorkspace } from '../helpers/open-test-employee.ts';

it('a workspace that is deleted underneath ends the work within moments, says so, and is not made again', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  const deletedMs = performance.now();
  rmSync(workspace.root, { recursive: true });
  await expect(employee.stopped).rejects.toMatchObject({
    code: 'lock_lost',
    why: 'the folder is not there any more',
  });
  // Long before the heartbeat of the lock.
  expect(performance.now() - deletedMs).toBeLessThan(8_000);
  await employee.stop('now').catch(() => undefined);
  // Only the log may still have said so there.
  const left = existsSync(workspace.root) ? readdirSync(workspace.root) : [];
  expect(left.filter((name) => name !== 'logs')).toEqual([]);
});
