import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ToolServer } from '../../src/core/actions/index.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';
import { readTree, writeTree } from '../helpers/restore-site.ts';
import { restored } from '../helpers/restored.ts';
import { storedZip } from '../helpers/stored-zip.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');
const legacyDay = readFileSync(join(fixtures, 'legacy/audit_2026-02-05.jsonl'), 'utf8');
const originalId = 'c1f5e04c-e340-4ac5-94e5-3b770152d90b';
const originalTask = readFileSync(join(fixtures, `original/${originalId}.json`), 'utf8');
const invoice = 'Process invoice #12345 for $1,500.00 from Acme Corp';

const original = {
  'obsidian_vault/Company_Handbook.md': '# Handbook of the original\n',
  'obsidian_vault/Notes/Füße.md': 'as it was',
  'audit_logs/audit_2026-02-05.jsonl': legacyDay,
  [`task_queue/completed/${originalId}.json`]: originalTask,
  'task_queue/inbox/README.md': 'Tasks go here',
};

async function waitsForApproval(workspace: TestWorkspace): Promise<string> {
  await until(workspace.root, () => workspace.names('approvals').some((name) => name.endsWith('_task.json')));
  const name = workspace.names('approvals').find((one) => one.endsWith('_task.json')) ?? '';
  return name.slice(0, -'_task.json'.length);
}

describe('what restoring means', () => {
  it('a looser policy of an archive does not count until a person confirms it', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    const handbook = workspace.path('obsidian_vault/Company_Handbook.md');
    const strict = readFileSync(handbook, 'utf8');
    writeFileSync(handbook, strict.replace('ask_from: 100,', 'ask_from: 40000,'));
    const { backup } = await employee.api.call('backup.create', {});
    writeFileSync(handbook, strict);
    const inspection = await employee.api.call('restore.inspect', { archive: backup.name });
    expect(inspection.parts[0]?.consequences.join()).toContain('the stricter of both applies');
    const { employee: next } = await restored(workspace, employee, { archive: backup.name });
    expect(readFileSync(handbook, 'utf8')).toContain('ask_from: 40000');
    const ask = () => next.api.call('policy.test', { text: invoice, file_name: 'invoice.txt' });
    const judged = async () =>
      (await ask()).reasons.filter(({ effect }) => effect === 'ask').map(({ rule }) => rule);
    expect((await next.api.call('policy.show', {})).unconfirmed).toBe(true);
    expect(await judged()).toContain('money');
    await next.api.call('policy.confirm', {});
    expect(await judged()).not.toContain('money');
  });

  it('a waiting approval is void and asked again, with a request of its own', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    writeFileSync(workspace.path('watch_inbox/invoice.txt'), invoice);
    const id = await waitsForApproval(workspace);
    const before = workspace.request(id);
    const { backup } = await employee.api.call('backup.create', {});
    await employee.stop('graceful');
    for (const name of workspace.names('approvals')) rmSync(workspace.queue('approvals', name));
    const again = await workspace.start();
    const { employee: next } = await restored(workspace, again, { archive: backup.name, parts: ['queue'] });
    expect(await waitsForApproval(workspace)).toBe(id);
    const after = workspace.request(id);
    expect(after.actions).toEqual(before.actions);
    expect(after.nonce).not.toBe(before.nonce);
    expect(after.approval_sha256).not.toBe(before.approval_sha256);
    await next.api.call('approvals.approve', { id, sha: after.approval_sha256 });
    await until(workspace.root, () => existsSync(workspace.queue('completed', `${id}.json`)));
  });

  it('a call is never made twice: what was done since the backup is not done again', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    writeFileSync(workspace.path('watch_inbox/invoice.txt'), invoice);
    const id = await waitsForApproval(workspace);
    const { backup } = await employee.api.call('backup.create', {});
    const { approval_sha256: sha } = workspace.request(id);
    await employee.api.call('approvals.approve', { id, sha });
    await until(workspace.root, () => existsSync(workspace.queue('completed', `${id}.json`)));
    const entries = async (name: string) =>
      (await next.api.call('audit.query', { task: id, action: name, limit: 50 })).length;
    await employee.stop('graceful');
    rmSync(workspace.queue('completed', `${id}.json`));
    const again = await workspace.start();
    const { employee: next } = await restored(workspace, again, { archive: backup.name, parts: ['queue'] });
    await until(workspace.root, () => existsSync(workspace.queue('completed', `${id}.json`)));
    expect(workspace.task('completed', id).status).toBe('completed');
    expect(await entries('mcp_action_*')).toBe(1);
    expect(await entries('task_completed')).toBe(1);
    expect(workspace.names('approvals').filter((name) => name === `${id}.json`)).toEqual([]);
  });

  it('a planned call of which no journal tells waits for a person', async () => {
    const calls: string[] = [];
    const bank: ToolServer = {
      name: 'bank',
      tools: [
        { server: 'bank', tool: 'pay', description: '', inputSchema: {}, readOnly: false, idempotent: false },
      ],
      call: async (tool) => {
        calls.push(tool);
        return { ok: true, summary: 'paid' };
      },
    };
    const workspace = new TestWorkspace();
    const employee = await workspace.start({ servers: [bank] });
    const planned = { server: 'bank', tool: 'pay', arguments: { amount: 1 }, description: 'Pay 1' };
    const plan = {
      thought_process: '',
      actions: [planned],
      risk_assessment: '',
      requires_approval: false,
      confidence: 1,
      done: true,
    };
    const actions = [{ ...planned, id: 'a1', risk: 'high', status: 'planned' }];
    const folder = join(temporaryFolder(), 'old-system');
    writeTree(folder, {
      'task_queue/pending/payment-1.json': JSON.stringify({ task_id: 'payment-1', plan, actions }),
    });
    const { employee: next } = await restored(
      workspace,
      employee,
      { archive: folder, parts: ['queue'] },
      { servers: [bank] },
    );
    await until(workspace.root, () => workspace.names('approvals').includes('payment-1_task.json'));
    expect(workspace.request('payment-1').approval_type).toBe('outcome_unknown');
    expect(calls).toEqual([]);
    expect(workspace.names('inbox').filter((name) => name.startsWith('payment'))).toEqual([]);
    expect((await next.api.call('audit.verify', {})).integrity).toBe('OK');
  });

  it('a workspace on a new machine takes everything, and continues the trail', async () => {
    const old = new TestWorkspace();
    const employee = await old.start();
    writeFileSync(old.path('watch_inbox/note.txt'), 'Reply to the email from anna@example.org');
    await employee.drain();
    const { backup } = await employee.api.call('backup.create', {});
    await employee.stop('graceful');
    const archive = join(temporaryFolder(), 'carried.zip');
    copyFileSync(old.path('backups', backup.name), archive);
    const workspace = new TestWorkspace();
    const fresh = await workspace.start();
    const inspection = await fresh.api.call('restore.inspect', { archive });
    expect(inspection).toMatchObject({ history: 'foreign', can_continue_trail: true });
    await expect(fresh.api.call('restore.start', { archive })).rejects.toMatchObject({ code: 'integrity' });
    const parts = ['vault', 'audit', 'queue', 'settings'] as const;
    const { employee: next, report } = await restored(workspace, fresh, {
      archive,
      parts: [...parts],
      continue_trail: true,
    });
    expect(report.outcome).toBe('restored');
    expect(workspace.names('completed')).toEqual(old.names('completed'));
    const verified = await next.api.call('audit.verify', { deep: true });
    expect(verified.integrity).toBe('OK');
    expect(verified.epochs).toHaveLength(2);
    expect(verified.epochs[1]?.continues).toMatchObject({ seq: expect.any(Number) });
    // Its safety backup undoes all but the trail, which is never rolled back.
    const undone = await restored(workspace, next, { archive: report.safety_backup ?? '' });
    expect(undone.report.outcome).toBe('restored');
    expect((await undone.employee.api.call('audit.verify', {})).integrity).toBe('OK');
  });
});

describe('what the original system left', () => {
  const archives = {
    'one of its archives': () => {
      const path = join(temporaryFolder(), 'backup_2026-02-06_02-00-00.zip');
      const files = Object.entries(original).map(([name, text]) => [`backup_20260206_020000/${name}`, text]);
      const metadata = JSON.stringify({ backup_version: '1.0.0', backup_timestamp: '2026-02-06T02:00:00' });
      const all = Object.fromEntries([...files, ['backup_20260206_020000/backup_metadata.json', metadata]]);
      writeFileSync(path, storedZip(all));
      return path;
    },
    'its live folder': () => {
      const folder = join(temporaryFolder(), 'old-system');
      writeTree(folder, original);
      return folder;
    },
  };

  it.each(Object.entries(archives))('comes in: %s', async (_name, make) => {
    const archive = make();
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    const inspection = await employee.api.call('restore.inspect', { archive });
    expect(inspection).toMatchObject({ origin: 'original', can_continue_trail: false });
    expect(inspection.warnings).not.toEqual([]);
    const { employee: next, report } = await restored(workspace, employee, {
      archive,
      parts: ['vault', 'audit', 'queue'],
      digest: inspection.digest,
    });
    expect(report.parts.map(({ part, added }) => [part, added])).toEqual([
      ['vault', 1],
      ['audit', 1],
      ['queue', 1],
    ]);
    expect(readFileSync(workspace.path('obsidian_vault/Notes/Füße.md'), 'utf8')).toBe('as it was');
    expect(workspace.names('completed')).toEqual([`${originalId}.json`]);
    const verified = await next.api.call('audit.verify', { deep: true });
    expect(verified.integrity).toBe('OK');
    expect(verified.legacy.valid).toBe(verified.legacy.total);
    expect(verified.legacy.total).toBeGreaterThan(0);
    const [entry] = await next.api.call('audit.query', { action: 'backup_restored', limit: 1 });
    expect(entry?.details).toHaveProperty(['days_sha256', 'audit_2026-02-05.jsonl']);
  });
});

describe('where the disk does not let it', () => {
  it('a vault elsewhere is staged beside it, and nothing is left there', async () => {
    const workspace = new TestWorkspace();
    const elsewhere = temporaryFolder();
    const environment = { VAULT_PATH: join(elsewhere, 'vault') };
    const employee = await workspace.start({ environment });
    writeFileSync(join(elsewhere, 'vault/Notes/a.md'), 'then');
    const { backup } = await employee.api.call('backup.create', {});
    writeFileSync(join(elsewhere, 'vault/Notes/a.md'), 'now');
    const { report } = await restored(workspace, employee, { archive: backup.name }, { environment });
    expect(report.outcome).toBe('restored');
    expect(readFileSync(join(elsewhere, 'vault/Notes/a.md'), 'utf8')).toBe('then');
    expect(readdirSync(elsewhere)).toEqual(['vault']);
  });

  it.skipIf(process.getuid?.() === 0)(
    'a folder that cannot be changed is rolled back with everything else',
    async () => {
      const workspace = new TestWorkspace();
      const employee = await workspace.start();
      writeFileSync(workspace.path('obsidian_vault/Notes/a.md'), 'then');
      const { backup } = await employee.api.call('backup.create', {});
      writeFileSync(workspace.path('obsidian_vault/Notes/a.md'), 'now');
      const before = readTree(workspace.path('obsidian_vault'));
      await employee.api.call('restore.start', { archive: backup.name });
      await employee.stop('graceful');
      chmodSync(workspace.root, 0o555);
      chmodSync(workspace.path('obsidian_vault/Notes'), 0o555);
      try {
        const next = await workspace.open();
        const { last } = await next.api.call('restore.state', {});
        expect(last).toMatchObject({ outcome: 'rolled_back', problem: expect.stringContaining('denied') });
        await next.stop('graceful');
      } finally {
        chmodSync(workspace.root, 0o755);
        chmodSync(workspace.path('obsidian_vault/Notes'), 0o755);
      }
      expect(readTree(workspace.path('obsidian_vault'))['Notes/a.md']).toBe(before['Notes/a.md']);
    },
  );

  it('a folder that is no workspace is refused, and so is a place where nothing is', async () => {
    const employee = await new TestWorkspace().start();
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'pictures'));
    const inspect = (archive: string) => employee.api.call('restore.inspect', { archive });
    await expect(inspect(folder)).rejects.toMatchObject({ code: 'integrity' });
    await expect(inspect(join(folder, 'nothing.zip'))).rejects.toMatchObject({ code: 'not_found' });
  });
});
