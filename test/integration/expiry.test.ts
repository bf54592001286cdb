import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JumpingClock } from '../helpers/jumping-clock.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

const hourMs = 3_600_000;

describe('a request that nobody answers', () => {
  it('is brought up after a day, alerted after two, and expires after three; nothing is carried out', async () => {
    const { workspace, clock, taskId } = await asking();
    clock.jump(24 * hourMs);
    await entries(workspace, '"milestone":"reminder"');
    expect(trail(workspace)).not.toContain('"human_alert"');
    clock.jump(24 * hourMs);
    await entries(workspace, '"milestone":"alert"');
    await entries(workspace, '"human_alert"');
    expect(workspace.names('completed')).toEqual([]);
    clock.jump(24 * hourMs);
    await finished(workspace);
    expect(workspace.task('completed', taskId)).toMatchObject({
      status: 'expired',
      actions: [{ status: 'skipped' }],
    });
    expect(drafts(workspace)).toEqual([]);
    expect(workspace.names('approvals')).toEqual([]);
    expect(trail(workspace).match(/"hitl_approval_expired"/g)).toHaveLength(1);
    expect(trail(workspace).match(/"hitl_approval_reminded"/g)).toHaveLength(2);
  });

  it('has its own hours by setting: the alert after twice, the end after three times as many', async () => {
    const { workspace, clock, taskId } = await asking({ HITL_APPROVAL_TIMEOUT_HOURS: '1' });
    const { created_at: created, expires_at: expires } = workspace.request(taskId);
    expect(Date.parse(expires) - Date.parse(created)).toBe(3 * hourMs);
    clock.jump(3 * hourMs);
    await finished(workspace);
    expect(workspace.task('completed', taskId).status).toBe('expired');
  });

  it('expires at the next start when its time passed meanwhile, even if it was approved too late', async () => {
    const { workspace, taskId, employee } = await asking();
    await employee.stop('graceful');
    const path = workspace.queue('approvals', `${taskId}.json`);
    renameSync(path, `${path}.approved`);
    await workspace.start({ clock: new JumpingClock(72 * hourMs + 1_000) });
    await finished(workspace);
    expect(workspace.task('completed', taskId).status).toBe('expired');
    expect(drafts(workspace)).toEqual([]);
    expect(trail(workspace)).not.toContain('"hitl_approval_granted"');
  });
});

async function asking(environment: Readonly<Record<string, string>> = {}) {
  const workspace = new TestWorkspace();
  const clock = new JumpingClock();
  const employee = await workspace.start({ clock, environment });
  writeFileSync(workspace.path('watch_inbox', 'pay.txt'), 'Transfer $5,000 to vendor ACME');
  const parked = () => workspace.names('approvals').find((name) => name.endsWith('_task.json'));
  await until(workspace.path('task_queue'), () => parked() !== undefined);
  const taskId = parked()?.replace(/_task\.json$/, '') ?? '';
  return { workspace, clock, employee, taskId };
}

function finished(workspace: TestWorkspace): Promise<void> {
  return until(workspace.path('task_queue'), () => workspace.names('completed').length === 1);
}

function entries(workspace: TestWorkspace, text: string): Promise<void> {
  return until(workspace.path('audit_logs'), () => trail(workspace).includes(text));
}

function trail(workspace: TestWorkspace): string {
  const folder = workspace.path('audit_logs');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
}

function drafts(workspace: TestWorkspace): string[] {
  return readdirSync(workspace.path('obsidian_vault', 'Drafts'));
}
