import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Employee } from '../../src/core/employee.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

const samples = resolve(import.meta.dirname, '../fixtures/watch_inbox');

describe('a dropped file', () => {
  it('of Windows PowerShell comes out as the text a person sees, and is worked on by its class', async () => {
    const { workspace } = await running();
    for (const name of readdirSync(samples))
      copyFileSync(join(samples, name), workspace.path('watch_inbox', name));
    await finished(workspace, 2);
    await waiting(workspace, 1);
    const tasks = completed(workspace);
    expect(tasks.map(({ type }) => type).sort()).toEqual(['meeting', 'report_request']);
    expect(tasks.map(({ context }) => context?.contents).join()).toContain(
      'Schedule meeting with John next Tuesday',
    );
    const [request] = requests(workspace);
    expect(request).toMatchObject({ approval_type: 'financial', status: 'pending' });
    expect(request?.reason).toContain('no amount could be read');
  });

  it('while the employee was off is taken at the next start, and only once', async () => {
    const workspace = new TestWorkspace();
    const first = await workspace.start();
    await first.stop('graceful');
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Read this');
    for (let round = 0; round < 2; round += 1) {
      const employee = await workspace.start();
      await employee.drain();
      await employee.stop('graceful');
    }
    expect(completed(workspace)).toHaveLength(1);
  });

  it('leaves one note with its properties, and one entry for each transition', async () => {
    const { workspace, employee } = await running();
    writeFileSync(workspace.path('watch_inbox', 'urgent note.txt'), 'Read this');
    await finished(workspace, 1);
    const [task] = completed(workspace);
    expect(task).toMatchObject({ status: 'completed', priority: 'high' });
    const note = readFileSync(workspace.path('obsidian_vault', String(task?.note)), 'utf8');
    expect(note).toMatch(/^---\n[\s\S]*status: completed[\s\S]*\n---\n/);
    const { audit } = await employee.api.call('tasks.show', { id: task?.task_id ?? '' });
    expect(audit.map(({ action }) => action)).toEqual([
      'task_created',
      'task_claimed',
      'local_reasoning',
      'task_completed',
    ]);
  });

  it('is not worked on while the employee is paused, also after a restart', async () => {
    const { workspace, employee } = await running();
    await employee.api.call('pause', {});
    await employee.stop('graceful');
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Read this');
    const again = await workspace.start();
    await until(workspace.path('task_queue'), () => workspace.names('inbox').length === 1);
    expect(workspace.names('completed')).toEqual([]);
    await again.api.call('resume', {});
    await finished(workspace, 1);
  });

  it('waits in the inbox while no plan can be had; nothing is asked', async () => {
    const { workspace, employee } = await running({ OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' });
    writeFileSync(workspace.path('watch_inbox', 'pay.txt'), 'Pay $500 to ACME');
    await until(workspace.path('audit_logs'), () => audit(workspace).includes('"task_returned"'));
    expect(workspace.names('approvals')).toEqual([]);
    const { services, queue } = await employee.api.call('status', {});
    expect(queue.inbox).toBe(1);
    expect(services.orchestrator.status).toBe('waiting');
    expect((await employee.api.call('health', {})).overall_status).toBe('DEGRADED');
  });
});

describe('an approval', () => {
  const renames = [
    (name: string) => `${name}.approved`,
    (name: string) => name.replace(/json$/, 'approved'),
    (name: string) => name.replace(/json$/, 'approved.json'),
    (name: string) => `${name}.APPROVED`,
  ];
  it.each(renames)('given by renaming (%#) carries out exactly what was asked', async (rename) => {
    const { workspace, taskId } = await asking();
    const asked = workspace.request(taskId);
    const path = workspace.queue('approvals', `${taskId}.json`);
    renameSync(path, workspace.queue('approvals', rename(`${taskId}.json`)));
    await finished(workspace, 1);
    const task = workspace.task('completed', taskId);
    expect(task.status).toBe('completed');
    expect(task.actions?.map(({ tool, arguments: args, status }) => ({ tool, args, status }))).toEqual(
      asked.actions.map(({ tool, arguments: args }) => ({ tool, args, status: 'done' })),
    );
    expect(audit(workspace).match(/"local_reasoning"/g)).toHaveLength(1);
    expect(workspace.names('approvals')).toEqual([]);
    // To the letter: what was shown is what lies in the vault.
    const { path: note, content } = asked.actions[0]?.arguments ?? {};
    expect(readFileSync(join(workspace.root, 'obsidian_vault', String(note)), 'utf8')).toBe(content);
  });

  it('refused by renaming does nothing, and keeps the reason', async () => {
    const { workspace, taskId } = await asking();
    const path = workspace.queue('approvals', `${taskId}.json`);
    writeFileSync(path, JSON.stringify({ ...workspace.request(taskId), rejection_reason: 'Not ours' }));
    renameSync(path, `${path}.rejected`);
    await finished(workspace, 1);
    expect(workspace.task('completed', taskId)).toMatchObject({
      status: 'rejected',
      result: expect.stringContaining('Not ours'),
    });
    expect(drafts(workspace)).toEqual([]);
  });

  it.each([
    ['edited arguments', (text: string) => text.replace('5,000.00', '9,000.00')],
    ['broken JSON', () => '{'],
    ['nothing', () => ''],
  ])('of a file with %s is not followed: it is asked again', async (_what, edit) => {
    const { workspace, taskId } = await asking();
    const before = workspace.request(taskId);
    const path = workspace.queue('approvals', `${taskId}.json`);
    writeFileSync(`${path}.approved`, edit(readFileSync(path, 'utf8')));
    rmSync(path);
    await until(workspace.queue('approvals'), () => existsSync(path));
    expect(workspace.request(taskId).nonce).not.toBe(before.nonce);
    expect(workspace.request(taskId).reason).toMatch(/^Asked again/);
    expect(workspace.names('completed')).toEqual([]);
    expect(drafts(workspace)).toEqual([]);
  });

  it('that is also a refusal is not followed', async () => {
    const { workspace, taskId, employee } = await asking();
    await employee.stop('graceful');
    const path = workspace.queue('approvals', `${taskId}.json`);
    copyFileSync(path, `${path}.approved`);
    renameSync(path, `${path}.rejected`);
    await workspace.start();
    await until(workspace.queue('approvals'), () => existsSync(path));
    expect(workspace.request(taskId).reason).toContain('approved and rejected at once');
  });

  it('given while the employee was off is followed at the next start, once', async () => {
    const { workspace, taskId, employee } = await asking();
    await employee.stop('graceful');
    const path = workspace.queue('approvals', `${taskId}.json`);
    renameSync(path, `${path}.approved`);
    const second = await workspace.start();
    await finished(workspace, 1);
    await second.stop('graceful');
    const third = await workspace.start();
    await third.drain();
    expect(audit(workspace).match(/"hitl_approval_granted"/g)).toHaveLength(1);
    expect(audit(workspace).match(/"task_completed"/g)).toHaveLength(1);
  });

  it('through the api needs the digest that was shown', async () => {
    const { workspace, taskId, employee } = await asking();
    await expect(employee.api.call('approvals.approve', { id: taskId, sha: '000000' })).rejects.toThrow(
      'not what was shown',
    );
    const sha = workspace.request(taskId).approval_sha256.slice(0, 12);
    await employee.api.call('approvals.approve', { id: taskId, sha });
    await finished(workspace, 1);
    await expect(employee.api.call('approvals.approve', { id: taskId, sha })).rejects.toThrow();
  });

  it('through the api is refused when a person has rejected the file before', async () => {
    const { workspace, taskId, employee } = await asking();
    const path = workspace.queue('approvals', `${taskId}.json`);
    renameSync(path, `${path}.rejected`);
    await expect(employee.api.call('approvals.approve', { id: taskId })).rejects.toThrow('rejected');
    await finished(workspace, 1);
    expect(workspace.task('completed', taskId).status).toBe('rejected');
    expect(drafts(workspace)).toEqual([]);
  });

  it('that waits is withdrawn by cancelling its task', async () => {
    const { workspace, taskId, employee } = await asking();
    await employee.api.call('tasks.cancel', { id: taskId });
    await finished(workspace, 1);
    expect(workspace.task('completed', taskId).status).toBe('rejected');
    expect(workspace.names('approvals')).toEqual([]);
  });

  it('of changed arguments is asked for anew, with another digest', async () => {
    const { workspace, taskId, employee } = await asking();
    const before = workspace.request(taskId);
    await employee.api.call('approvals.edit', { id: taskId, action: 1, set: { content: '# Changed' } });
    const after = workspace.request(taskId);
    expect(after.approval_sha256).not.toBe(before.approval_sha256);
    await employee.api.call('approvals.approve', { id: taskId, sha: after.approval_sha256 });
    await finished(workspace, 1);
    expect(workspace.task('completed', taskId).actions?.[0]?.arguments.content).toBe('# Changed');
  });

  it('above the limit of the policy is never asked for', async () => {
    const { workspace } = await running();
    writeFileSync(workspace.path('watch_inbox', 'pay.txt'), 'Transfer $50,000 to vendor ACME');
    await finished(workspace, 1);
    expect(completed(workspace)[0]).toMatchObject({
      status: 'rejected',
      result: expect.stringContaining('Forbidden by policy'),
    });
  });
});

describe('a task file that cannot be understood', () => {
  const bad: readonly (readonly [string, string, string | Buffer])[] = [
    ['truncated', 'a.json', '{"task_id": "a"'],
    ['empty', 'b.json', ''],
    ['a list', 'c.json', '[]'],
    ['without id', 'd.json', '{"type":"x"}'],
    ['with another id', 'e.json', '{"task_id":"f"}'],
    ['with a path for an id', 'g.json', '{"task_id":"../../g"}'],
    ['not UTF-8', 'h.json', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['named in capitals', 'J.JSON', '{'],
    ['over 10 MB', 'i.json', Buffer.alloc(10 * 1024 * 1024 + 1, 32)],
  ];

  it('is set aside unchanged with a reason, at the start and while running, and blocks nobody', async () => {
    const workspace = new TestWorkspace();
    workspace.prepareQueue();
    for (const [, name, content] of bad) writeFileSync(workspace.queue('inbox', name), content);
    writeFileSync(
      workspace.queue('inbox', 'good.json'),
      '{"task_id":"good","context":{"contents":"Read this"}}',
    );
    await workspace.start();
    await finished(workspace, 1);
    for (const [, name, content] of bad) {
      expect(readFileSync(workspace.queue('quarantine', name))).toEqual(Buffer.from(content));
      expect(
        JSON.parse(readFileSync(workspace.queue('quarantine', `${name}.reason.json`), 'utf8')).reason,
      ).not.toBe('');
    }
    for (const [, name, content] of bad) writeFileSync(workspace.queue('inbox', `late-${name}`), content);
    writeFileSync(workspace.queue('inbox', 'later_task.json'), '{"task_id":"later"}');
    await finished(workspace, 2);
    await until(workspace.queue('inbox'), () => workspace.names('inbox').length === 0);
    expect(workspace.names('quarantine').filter((name) => name.endsWith('.reason.json'))).toHaveLength(
      2 * bad.length,
    );
  });

  it('in two states: the same twice is a finished move, different ones are set aside', async () => {
    const workspace = new TestWorkspace();
    workspace.prepareQueue();
    for (const state of ['inbox', 'completed'] as const)
      writeFileSync(workspace.queue(state, 'same.json'), '{"task_id":"same","status":"completed"}');
    writeFileSync(workspace.queue('inbox', 'twin.json'), '{"task_id":"twin"}');
    writeFileSync(workspace.queue('completed', 'twin.json'), '{"task_id":"twin","status":"completed"}');
    const employee = await workspace.start();
    await employee.drain();
    expect(workspace.names('completed')).toEqual(['same.json', 'twin.json']);
    expect(workspace.names('quarantine')).toEqual(['twin.json', 'twin.json.reason.json']);
  });
});

describe('the policy block', () => {
  const loosened = (text: string) => text.replace(/ask_from: 100\b/, 'ask_from: 9000');

  it('once changed, is the stricter of old and new until a person confirms it', async () => {
    const { workspace, employee } = await running();
    const handbook = workspace.path('obsidian_vault', 'Company_Handbook.md');
    const before = readFileSync(handbook, 'utf8');
    expect(loosened(before)).not.toBe(before);
    writeFileSync(handbook, loosened(before));
    const test = () => employee.api.call('policy.test', { text: 'Pay $500 to ACME', file_name: 'pay.txt' });
    await vi.waitFor(async () =>
      expect((await employee.api.call('health', {})).overall_status).toBe('DEGRADED'),
    );
    expect((await test()).effect).toBe('ask');
    await employee.api.call('policy.confirm', {});
    expect((await test()).effect).toBe('allow');
  });

  it('once removed, makes everything ask', async () => {
    const { workspace } = await running();
    writeFileSync(workspace.path('obsidian_vault', 'Company_Handbook.md'), '# Handbook\n');
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Read this');
    await waiting(workspace, 1);
    expect(requests(workspace)[0]?.actions).not.toEqual([]);
  });
});

async function running(
  environment: Readonly<Record<string, string>> = {},
): Promise<{ workspace: TestWorkspace; employee: Employee }> {
  const workspace = new TestWorkspace();
  return { workspace, employee: await workspace.start({ environment }) };
}

async function asking() {
  const { workspace, employee } = await running();
  writeFileSync(workspace.path('watch_inbox', 'pay.txt'), 'Transfer $5,000 to vendor ACME');
  await waiting(workspace, 1);
  const taskId = requests(workspace)[0]?.task_id ?? '';
  return { workspace, employee, taskId };
}

function finished(workspace: TestWorkspace, count: number): Promise<void> {
  return until(workspace.path('task_queue'), () => workspace.names('completed').length === count);
}

function waiting(workspace: TestWorkspace, count: number): Promise<void> {
  return until(
    workspace.path('task_queue'),
    () => workspace.names('approvals').filter((name) => name.endsWith('_task.json')).length === count,
  );
}

function completed(workspace: TestWorkspace) {
  return workspace
    .names('completed')
    .map((name) => workspace.task('completed', name.slice(0, -'.json'.length)));
}

function requests(workspace: TestWorkspace) {
  return workspace
    .names('approvals')
    .filter((name) => name.endsWith('_task.json'))
    .map((name) => workspace.request(name.slice(0, -'_task.json'.length)));
}

function audit(workspace: TestWorkspace): string {
  const folder = workspace.path('audit_logs');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
}

function drafts(workspace: TestWorkspace): string[] {
  const folder = workspace.path('obsidian_vault', 'Drafts');
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder);
}
