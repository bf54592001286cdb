import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TestWorkspace } from '../helpers/open-test-employee.ts';

const waiting = 30_000;

it('pauses the work for milliseconds, however many tasks wait', { timeout: 180_000 }, async () => {
  const workspace = new TestWorkspace();
  workspace.prepareQueue();
  for (let n = 0; n < waiting; n += 1) {
    const task_id = `20260207T090000000Z-note-${n}`;
    const context = { file_name: `note ${n}.txt`, contents: `Note ${n}` };
    writeFileSync(
      workspace.queue('inbox', `${task_id}.json`),
      JSON.stringify({ task_id, created_at: '2026-02-07T09:00:00Z', type: 'file_process', context }),
    );
  }
  const employee = await workspace.start();
  const { backup } = await employee.api.call('backup.create', {});
  const { contents } = backup;
  expect((contents?.pending_tasks ?? 0) + (contents?.completed_tasks ?? 0)).toBe(waiting);
  // It went on meanwhile.
  expect(contents?.completed_tasks).toBeGreaterThan(0);
  expect(contents?.pending_tasks).toBeGreaterThan(0);
  const [made] = await employee.api.call('audit.query', { action: 'backup_created' });
  expect(made?.details.pause_ms).toBeLessThan(100);
});
