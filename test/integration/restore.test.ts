import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Employee } from '../../src/core/employee.ts';
import { TestWorkspace } from '../helpers/open-test-employee.ts';
import { readTree } from '../helpers/restore-site.ts';
import { restored } from '../helpers/restored.ts';

const vaultTree = (workspace: TestWorkspace) => {
  const { 'Dashboard.md': _own, ...tree } = readTree(workspace.path('obsidian_vault'));
  return tree;
};

async function backedUp(workspace: TestWorkspace): Promise<{ employee: Employee; name: string }> {
  const employee = await workspace.start();
  mkdirSync(workspace.path('obsidian_vault/Notes/deep'), { recursive: true });
  writeFileSync(workspace.path('obsidian_vault/Notes/deep/a.md'), '# A\n\nOne\nTwo\nThree\n');
  writeFileSync(workspace.path('obsidian_vault/Notes/b.md'), 'b');
  const { backup } = await employee.api.call('backup.create', {});
  return { employee, name: backup.name };
}

describe('a restore of the running employee', () => {
  it('is looked at first: new, changed, missing, line by line; nothing changes by that', async () => {
    const workspace = new TestWorkspace();
    const { employee, name } = await backedUp(workspace);
    writeFileSync(workspace.path('obsidian_vault/Notes/deep/a.md'), '# A\n\nOne\nZwei\nThree\n');
    rmSync(workspace.path('obsidian_vault/Notes/b.md'));
    writeFileSync(workspace.path('obsidian_vault/Notes/later.md'), 'later');
    const before = vaultTree(workspace);
    const inspection = await employee.api.call('restore.inspect', { archive: name });
    expect(inspection).toMatchObject({ archive: name, origin: 'employee', history: 'ours', safety: false });
    expect(inspection.parts.map(({ part }) => part)).toEqual(expect.arrayContaining(['vault', 'audit']));
    const rows = async (kind: 'new' | 'changed' | 'missing') =>
      (await employee.api.call('restore.differences', { archive: name, part: 'vault', kind })).rows.map(
        ({ path }) => path,
      );
    expect(await rows('new')).toEqual(['obsidian_vault/Notes/b.md']);
    expect(await rows('changed')).toContain('obsidian_vault/Notes/deep/a.md');
    expect(await rows('missing')).toContain('obsidian_vault/Notes/later.md');
    const difference = await employee.api.call('restore.text-difference', {
      archive: name,
      path: 'Notes/deep/a.md',
    });
    expect(difference).toMatchObject({
      kind: 'text',
      lines: expect.arrayContaining([
        { kind: 'removed', text: 'Zwei' },
        { kind: 'added', text: 'Two' },
        { kind: 'same', text: 'One' },
      ]),
    });
    expect(vaultTree(workspace)).toEqual(before);
  });

  it('makes the vault exactly that of the archive, and its safety backup undoes it', async () => {
    const workspace = new TestWorkspace();
    const { employee, name } = await backedUp(workspace);
    const archived = vaultTree(workspace);
    writeFileSync(workspace.path('obsidian_vault/Notes/deep/a.md'), 'changed');
    writeFileSync(workspace.path('obsidian_vault/Notes/later.md'), 'later');
    const changed = vaultTree(workspace);
    const { employee: next, report } = await restored(workspace, employee, { archive: name });
    expect(report).toMatchObject({ outcome: 'restored', problem: null, archive: name });
    expect(vaultTree(workspace)).toEqual(archived);
    expect(readdirSync(workspace.path('.employee/restore'))).toEqual(['last-report.json']);
    const { integrity } = await next.api.call('audit.verify', { deep: true });
    expect(integrity).toBe('OK');
    const entries = await next.api.call('audit.query', { action: 'backup_restored', limit: 5 });
    expect(entries.map(({ result }) => result)).toEqual(['success']);
    const latest = await next.api.call('restore.inspect', { archive: 'latest' });
    expect(latest.archive).toBe(name);
    const undone = await restored(workspace, next, { archive: report.safety_backup ?? '' });
    expect(undone.report.outcome).toBe('restored');
    expect(vaultTree(workspace)).toEqual(changed);
  });

  it('keeps what no backup holds, and names it', async () => {
    const workspace = new TestWorkspace();
    const { employee, name } = await backedUp(workspace);
    writeFileSync(workspace.path('obsidian_vault/Notes/.env'), 'TOKEN=1');
    symlinkSync('deep', workspace.path('obsidian_vault/Notes/link'));
    writeFileSync(workspace.path('obsidian_vault/Notes/later.md'), 'later');
    const { unreadable } = await employee.api.call('backup.create', {});
    expect(unreadable.map(({ path }) => path).toSorted()).toEqual([
      'obsidian_vault/Notes/.env',
      'obsidian_vault/Notes/link',
    ]);
    const { parts } = await employee.api.call('restore.inspect', { archive: name });
    expect(parts.find(({ part }) => part === 'vault')?.missing).toBe(1);
    const { report } = await restored(workspace, employee, { archive: name, parts: ['vault'] });
    expect(report.parts).toMatchObject([{ outcome: 'restored', removed: 1, kept: 2 }]);
    expect(report.parts[0]?.notes.join()).toMatch(/In no backup, and kept where it was: .*Notes\/link/);
    expect(readFileSync(workspace.path('obsidian_vault/Notes/.env'), 'utf8')).toBe('TOKEN=1');
    expect(readlinkSync(workspace.path('obsidian_vault/Notes/link'))).toBe('deep');
    expect(existsSync(workspace.path('obsidian_vault/Notes/later.md'))).toBe(false);
  });

  it('brings back single files and leaves everything else alone', async () => {
    const workspace = new TestWorkspace();
    const { employee, name } = await backedUp(workspace);
    writeFileSync(workspace.path('obsidian_vault/Notes/deep/a.md'), 'changed');
    writeFileSync(workspace.path('obsidian_vault/Notes/b.md'), 'changed too');
    writeFileSync(workspace.path('obsidian_vault/Notes/later.md'), 'later');
    const changed = vaultTree(workspace);
    const { report } = await restored(workspace, employee, {
      archive: name,
      paths: ['obsidian_vault/Notes/b.md'],
    });
    expect(report.parts).toMatchObject([{ part: 'vault', changed: 1, added: 0, removed: 0 }]);
    expect(vaultTree(workspace)).toEqual({ ...changed, 'Notes/b.md': 'b' });
  });

  it('refuses an archive that became another one, and one that is damaged, before anything changes', async () => {
    const workspace = new TestWorkspace();
    const { employee, name } = await backedUp(workspace);
    await expect(
      employee.api.call('restore.start', { archive: name, digest: 'ab'.repeat(32) }),
    ).rejects.toMatchObject({ code: 'integrity' });
    const path = workspace.path('backups', name);
    const bytes = readFileSync(path);
    bytes[200] = (bytes[200] ?? 0) ^ 0xff;
    writeFileSync(path, bytes);
    await expect(employee.api.call('restore.start', { archive: name })).rejects.toMatchObject({
      code: 'integrity',
    });
    const { running } = await employee.api.call('restore.state', {});
    expect(running).toBeNull();
    expect(readdirSync(workspace.path('backups')).filter((file) => file.endsWith('.zip'))).toEqual([name]);
  });

  it('can be cancelled until the swap is certain: nothing live was touched and the space comes back', async () => {
    const workspace = new TestWorkspace();
    const { employee, name } = await backedUp(workspace);
    writeFileSync(workspace.path('obsidian_vault/Notes/later.md'), 'later');
    const before = vaultTree(workspace);
    const staging = Promise.withResolvers<void>();
    employee.onEvent((event) => {
      if (event.kind === 'progress' && event.progress.step === 'staging') staging.resolve();
    });
    const start = employee.api.call('restore.start', { archive: name });
    start.catch(() => undefined);
    await staging.promise;
    expect((await employee.api.call('restore.cancel', {})).cancelled).toBe(true);
    await expect(start).rejects.toThrow(/cancelled/);
    expect(vaultTree(workspace)).toEqual(before);
    expect(readdirSync(workspace.path('.employee/restore'))).toEqual(['last-report.json']);
    const { running, last } = await employee.api.call('restore.state', {});
    expect([running, last?.outcome]).toEqual([null, 'cancelled']);
    const backups = await employee.api.call('backup.list', {});
    expect(backups.map(({ safety }) => safety)).toEqual([true, false]);
    expect((await employee.api.call('restore.cancel', {})).cancelled).toBe(false);
  });

  it('keeps what a person wrote after the safety backup was made', async () => {
    const workspace = new TestWorkspace();
    const { employee, name } = await backedUp(workspace);
    await employee.api.call('restore.start', { archive: name });
    writeFileSync(workspace.path('obsidian_vault/Notes/typed.md'), 'typed in the last second');
    await employee.stopped;
    await employee.stop('graceful');
    const next = await workspace.start();
    const { last } = await next.api.call('restore.state', {});
    const note = last?.parts.flatMap(({ notes }) => notes).find((text) => text.includes('typed.md'));
    const kept = /kept: (\S+typed\.md)/.exec(note ?? '')?.[1] ?? '';
    expect(readFileSync(kept, 'utf8')).toBe('typed in the last second');
  });

  it('takes files that are dropped while it is away', async () => {
    const workspace = new TestWorkspace();
    const { employee, name } = await backedUp(workspace);
    await employee.api.call('restore.start', { archive: name });
    await employee.stopped;
    await employee.stop('graceful');
    writeFileSync(join(workspace.root, 'watch_inbox', 'note.txt'), 'Summarise the meeting of today');
    const next = await workspace.start();
    await next.drain();
    const [task] = await next.api.call('tasks.list', { limit: 5 });
    expect(task?.file_name).toBe('note.txt');
  });
});
