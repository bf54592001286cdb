import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TestWorkspace } from '../helpers/open-test-employee.ts';

it('makes a verified backup that lists, verifies and says what it holds', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start();
  writeFileSync(workspace.path('.env'), 'OPENAI_API_KEY=sk-never-in-a-backup-1\n');
  writeFileSync(workspace.path('obsidian_vault', 'Notes', 'Ä note.md'), 'text');
  const { backup, unreadable, second_copy } = await employee.api.call('backup.create', {});
  expect(unreadable).toEqual([]);
  expect(second_copy).toBeNull();
  expect(backup.name).toMatch(/^backup_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\.zip$/);
  expect(await employee.api.call('backup.list', {})).toEqual([backup]);
  const found = await employee.api.call('backup.verify', { archive: 'latest' });
  expect(found).toMatchObject({ ok: true, origin: 'employee', history: 'ours', problems: [] });
  const status = await employee.api.call('status', {});
  expect(status.last_backup).toEqual({ name: backup.name, created_at: backup.created_at, verified: true });
  const rehearsal = await employee.api.call('backup.rehearse', {});
  expect(readFileSync(rehearsal.report_path, 'utf8')).toContain('# Restore rehearsal: passed');
  expect(
    readdirSync(workspace.path('.employee')).filter((name) => name.startsWith('backup-scratch')),
  ).toEqual([]);
});
