import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

describe('the post-startup check', () => {
  it('passes while no model answers and other tasks wait for one', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start({ environment: { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' } });
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Read this');
    await until(workspace.path('task_queue'), () => workspace.names('inbox').length === 1);
    const { passed, audit } = await employee.api.call('validate', {});
    expect(passed).toBe(true);
    expect(audit.map(({ action }) => action)).toContain('local_reasoning');
    expect(workspace.names('inbox')).toHaveLength(1);
    expect((await employee.api.call('status', {})).services.orchestrator.status).toBe('waiting');
  });

  it('passes without a policy, although everything else asks then', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    writeFileSync(workspace.path('obsidian_vault', 'Company_Handbook.md'), '# Handbook\n');
    expect((await employee.api.call('validate', {})).passed).toBe(true);
    writeFileSync(workspace.path('watch_inbox', 'health_check.txt'), 'System health check');
    await until(workspace.path('task_queue'), () => workspace.names('approvals').length > 0);
  });
});

describe('a task file', () => {
  it('that says a person decides is never carried out without one', async () => {
    const workspace = new TestWorkspace();
    await workspace.start();
    const task = { task_id: 'report', hitl_required: true, context: { contents: 'Write a report on sales' } };
    writeFileSync(workspace.queue('inbox', 'report.json'), JSON.stringify(task));
    await until(workspace.path('task_queue'), () => workspace.names('approvals').includes('report.json'));
    expect(workspace.request('report').rules).toEqual(['task-asks']);
  });
});

describe('a refused drop', () => {
  it('is told with its reason in the log of the watcher', async () => {
    const workspace = new TestWorkspace();
    await workspace.start();
    writeFileSync(workspace.path('watch_inbox', 'scan.pdf'), '%PDF');
    const log = workspace.path('logs', 'watcher_service.log');
    const told = /WARN.*refused.*scan\.pdf.*\.pdf are not read/;
    await until(workspace.path('logs'), () => told.test(textOf(log)));
  });
});

describe('a dry run', () => {
  it('says of each action that it was not carried out', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start({ environment: { DRY_RUN: 'true' } });
    writeFileSync(workspace.path('watch_inbox', 'report.txt'), 'Write a report on sales');
    await employee.drain();
    const [name = ''] = workspace.names('completed');
    expect(workspace.task('completed', name.slice(0, -'.json'.length))).toMatchObject({
      status: 'completed',
      result: expect.stringContaining('Dry run: 1 not carried out'),
      actions: [{ status: 'skipped' }],
    });
    expect(readdirSync(workspace.path('obsidian_vault', 'Drafts'))).toEqual([]);
  });
});

describe('the folder of waiting tasks', () => {
  it('is made again when a person removed it', async () => {
    const workspace = new TestWorkspace();
    await workspace.start();
    rmSync(workspace.queue('inbox'), { recursive: true });
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Read this');
    await until(workspace.path('task_queue'), () => workspace.names('completed').length === 1);
  });
});

describe('a temporary file that a failing disk did not let go of at the stop', () => {
  it('is removed from beside the Dashboard by the next start', async () => {
    const workspace = new TestWorkspace();
    const first = await workspace.start();
    await first.stop('graceful');
    writeFileSync(workspace.path('obsidian_vault', '.tmp-0123456789abcdef'), 'half a Dashboard');
    await workspace.start();
    expect(readdirSync(workspace.path('obsidian_vault'))).not.toContain('.tmp-0123456789abcdef');
  });
});

describe('two employees', () => {
  it('never write one trail, not even when the lock was removed: the first one stops', async () => {
    const workspace = new TestWorkspace();
    const first = await workspace.start();
    rmSync(workspace.path('.employee', 'lock'));
    const second = await workspace.start();
    const stopped = first.stopped.catch((error: unknown) => error);
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Read this');
    expect(await stopped).toMatchObject({ code: 'lock_lost' });
    await second.drain();
    expect((await second.api.call('audit.verify', {})).integrity).toBe('OK');
  });
});

describe('a file that changes while its task waits for a person', () => {
  it('supersedes the task, which says so and blames nobody', async () => {
    const workspace = new TestWorkspace();
    await workspace.start();
    const path = workspace.path('watch_inbox', 'pay.txt');
    const parked = () => workspace.names('approvals').filter((name) => name.endsWith('_task.json'));
    writeFileSync(path, 'Transfer $5,000 to ACME');
    await until(workspace.path('task_queue'), () => parked().length === 1);
    writeFileSync(path, 'Transfer $6,000 to ACME');
    await until(workspace.path('task_queue'), () => workspace.names('completed').length === 1);
    const [name = ''] = workspace.names('completed');
    expect(workspace.task('completed', name.slice(0, -'.json'.length)).result).toMatch(
      /^Rejected: its file changed; .* takes its place/,
    );
  });
});

describe('the dashboard', () => {
  const section = (workspace: TestWorkspace) => textOf(workspace.path('obsidian_vault', 'Dashboard.md'));

  it('says why no plan can be made', async () => {
    const workspace = new TestWorkspace();
    await workspace.start({ environment: { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' } });
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Read this');
    await until(workspace.path('obsidian_vault'), () => section(workspace).includes('No plan can be made'));
  });

  it('says that the trail is broken', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    await employee.stop('graceful');
    const [day = ''] = readdirSync(workspace.path('audit_logs'));
    const lines = readFileSync(workspace.path('audit_logs', day), 'utf8').split('\n');
    writeFileSync(workspace.path('audit_logs', day), lines.slice(0, 1).join('\n'));
    await workspace.start();
    await until(workspace.path('obsidian_vault'), () =>
      section(workspace).includes('The audit trail is broken'),
    );
  });
});

/** Empty while there is no such file. */
function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
