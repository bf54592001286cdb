import { describe, expect, it } from 'vitest';
import type { Api } from '../../../src/shared/api.ts';
import type { ArchiveVerification, BackupSummary } from '../../../src/shared/backup.ts';
import { FakeTerminal, FakeWorkspace, run } from './support.ts';

const backup: BackupSummary = {
  name: 'backup_2026-02-07_02-00-00.zip',
  created_at: '2026-02-07T01:00:00.000Z',
  size_bytes: 1_234_567,
  verified_at: '2026-02-07T01:00:05.000Z',
  safety: false,
  contents: { vault_files: 12, audit_files: 3, completed_tasks: 40, pending_tasks: 2 },
  audit_head: { seq: 9, hash: 'ab' },
  origin: 'employee',
  problem: null,
};
const found: ArchiveVerification = {
  name: backup.name,
  ok: false,
  origin: 'employee',
  created_at: backup.created_at,
  files: 57,
  bytes: 3_000_000,
  hashed_files: 57,
  history: 'foreign',
  problems: [{ path: 'audit_logs/audit_2026-02-07.jsonl', reason: 'it is\u001b[31m not' }],
};

function running(answers: Readonly<Record<string, unknown>>): FakeWorkspace {
  return new FakeWorkspace({ running: 'yes', answers });
}

describe('employee backup', () => {
  it('create says what is in it, what is not, and what became of the copy', async () => {
    const answer = {
      message: `Made and verified ${backup.name}; left out: 1 file`,
      backup,
      unreadable: [{ path: 'obsidian_vault/link.md', reason: 'it is a symbolic link' }],
      second_copy: { path: '/mnt/b', problem: 'it is not there' },
    };
    const { stdout, exitCode } = await run('backup create', running({ 'backup.create': answer }));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('1.2 MB: 12 vault files, 40 finished tasks, 2 waiting tasks, 3 audit days');
    expect(stdout).toContain('not in it: obsidian_vault/link.md: it is a symbolic link');
    expect(stdout).toContain('Not copied to /mnt/b: it is not there');
  });

  it('create is cancelled by Ctrl-C', async () => {
    const terminal = new FakeTerminal();
    const call: Api['call'] = (_name, _params, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        terminal.signal('SIGINT');
      });
    const workspace = new FakeWorkspace({ employee: { api: { call } } });
    const { stderr, exitCode } = await run('backup create', workspace, terminal);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('cannot finish the backup: it was cancelled');
    // Signals end the process again, and the workspace is let go of.
    expect(terminal.listeners).toBe(0);
    expect(workspace.stops).toEqual(['graceful']);
  });

  it('list is the document of the contract, and a table', async () => {
    const workspace = running({ 'backup.list': [backup] });
    const { stdout } = await run('backup list --json', workspace);
    expect(JSON.parse(stdout)).toEqual([backup]);
    expect((await run('backup list', workspace)).stdout).toContain(backup.name);
  });

  it('verify is exit 4 for what is not in order, and shows harmless text', async () => {
    const { stdout, exitCode } = await run('backup verify latest', running({ 'backup.verify': found }));
    expect(exitCode).toBe(4);
    expect(stdout).toContain('foreign: not a part of this trail');
    expect(stdout).not.toContain('\u001b[31m');
    const fine = { ...found, ok: true, history: 'ours', problems: [] };
    expect((await run('backup verify latest', running({ 'backup.verify': fine }))).exitCode).toBe(0);
  });

  it('verify takes a path for a path, and a name for a name', async () => {
    const workspace = running({ 'backup.verify': found });
    await run('backup verify ./theirs.zip', workspace, new FakeTerminal({ currentFolder: '/home/person' }));
    await run(`backup verify ${backup.name}`, workspace);
    expect(workspace.api.calls).toEqual([
      ['backup.verify', { archive: '/home/person/theirs.zip' }],
      ['backup.verify', { archive: backup.name }],
    ]);
  });
});
