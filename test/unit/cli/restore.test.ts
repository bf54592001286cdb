import { describe, expect, it } from 'vitest';
import type { CommandResult } from '../../../src/shared/api.ts';
import type { RestoreReport } from '../../../src/shared/commands/restore.ts';
import { FakeTerminal, FakeWorkspace, run } from './support.ts';

const inspection: CommandResult<'restore.inspect'> = {
  archive: 'backup_2026-02-07_02-00-00.zip',
  created_at: '2026-02-07T02:00:00.000Z',
  origin: 'employee',
  size_bytes: 1_000,
  files: 12,
  safety: false,
  history: 'ours',
  digest: 'ab'.repeat(32),
  parts: [
    { part: 'vault', new: 1, changed: 2, missing: 3, same: 4, consequences: ['3 files are taken away'] },
  ],
  can_continue_trail: false,
  warnings: ['2 files are missing in it'],
};
const report: RestoreReport = {
  id: 'r1',
  archive: inspection.archive,
  started_at: '2026-02-07T09:00:00.000Z',
  finished_at: '2026-02-07T09:00:09.000Z',
  outcome: 'restored',
  parts: [
    { part: 'vault', outcome: 'restored', added: 1, changed: 2, removed: 3, kept: 0, notes: ['a note'] },
  ],
  safety_backup: 'backup_2026-02-07_09-00-01.zip',
  problem: null,
};
const answers = {
  'restore.inspect': inspection,
  'restore.start': { message: 'Ready', id: 'r1', safety_backup: report.safety_backup },
  'restore.state': { running: null, last: report },
};

describe('employee restore', () => {
  it('shows in words what it would do, and changes nothing with --dry-run', async () => {
    const workspace = new FakeWorkspace({ running: 'yes', answers });
    const { exitCode, stdout } = await run('restore latest --dry-run', workspace);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      'vault: 1 new, 2 changed, 3 missing in it, 4 the same\n  3 files are taken away\n',
    );
    expect(stdout).toContain('2 files are missing in it');
    expect(workspace.api.calls.map(([name]) => name)).toEqual(['restore.inspect']);
  });

  it('asks, and is exit 2 where nobody can answer; a no changes nothing', async () => {
    const workspace = new FakeWorkspace({ running: 'yes', answers });
    expect((await run('restore latest', workspace)).exitCode).toBe(2);
    const terminal = new FakeTerminal({ isTerminal: true, answer: 'n' });
    expect((await run('restore latest', workspace, terminal)).exitCode).toBe(1);
    expect(workspace.api.calls.map(([name]) => name)).not.toContain('restore.start');
  });

  it('restores exactly what was looked at, through the running employee and over its restart', async () => {
    const workspace = new FakeWorkspace({ running: 'yes', answers });
    const { exitCode, stdout } = await run(
      'restore latest --only vault,queue --file Notes/a.md --file Notes/b.md --continue-trail --yes',
      workspace,
    );
    expect(exitCode).toBe(0);
    expect(workspace.api.calls).toContainEqual([
      'restore.start',
      {
        archive: inspection.archive,
        parts: ['vault', 'queue'],
        continue_trail: true,
        digest: inspection.digest,
        paths: ['Notes/a.md', 'Notes/b.md'],
      },
    ]);
    expect(stdout).toContain(`Restored from ${inspection.archive}.`);
    expect(stdout).toContain(`Undo it with: employee restore ${report.safety_backup}`);
  });

  it('restores under the lock where no employee runs: the second opening swaps', async () => {
    const workspace = new FakeWorkspace({ answers });
    const { exitCode, stdout } = await run('restore latest --yes --json', workspace);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual(report);
    // One opening looks, one stages, one swaps.
    expect(workspace.opened.map(({ mode }) => mode)).toEqual(['command', 'command', 'command']);
    expect(workspace.stops).toEqual(['graceful', 'graceful', 'graceful']);
  });

  it('is exit 1 when everything was rolled back, and says why', async () => {
    const last = { ...report, outcome: 'rolled_back', problem: 'the disk is full' };
    const workspace = new FakeWorkspace({
      answers: { ...answers, 'restore.state': { running: null, last } },
    });
    const { exitCode, stdout } = await run('restore latest --yes', workspace);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('Rolled back: everything is as it was. the disk is full');
  });

  it('is exit 2 for a part that there is not', async () => {
    expect((await run('restore latest --only vault,music')).exitCode).toBe(2);
  });

  it('shows differences, and one file line by line', async () => {
    const workspace = new FakeWorkspace({
      running: 'yes',
      answers: {
        ...answers,
        'restore.differences': {
          total: 1,
          rows: [
            {
              path: 'obsidian_vault/Notes/a.md',
              kind: 'changed',
              archived: { size: 10, mtime: '2026-02-07T02:00:00.000Z' },
              live: { size: 20, mtime: '2026-02-07T02:00:00.000Z' },
            },
          ],
        },
        'restore.text-difference': {
          kind: 'text',
          lines: [
            { kind: 'gap', text: '12 equal lines' },
            { kind: 'removed', text: 'now' },
            { kind: 'added', text: 'then' },
          ],
        },
      },
    });
    const line = 'restore latest --only vault --dry-run --differences --difference Notes/a.md';
    const { stdout } = await run(line, workspace);
    expect(stdout).toMatch(/changed\s+10 B\s+20 B\s+obsidian_vault\/Notes\/a\.md/);
    expect(stdout).toContain('  … 12 equal lines\n- now\n+ then\n');
  });
});
