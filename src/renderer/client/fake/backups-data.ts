import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import type { Answers } from './fake-client.ts';

const state: ChannelResult<'backup.state'> = {
  running: null,
  next_at: null,
  retention: { days: 30, weekly: 0, monthly: 0, yearly: 0 },
  destinations: [],
  last_failure: null,
  last_sample: null,
  last_full_check: null,
  last_rehearsal: null,
  warnings: [],
};

const backup: ChannelResult<'backup.create'>['backup'] = {
  name: 'backup_2026-11-24_02-00-00.zip',
  created_at: '2026-11-24T02:00:00.000Z',
  size_bytes: 48_200_000,
  verified_at: '2026-11-24T02:00:09.000Z',
  safety: false,
  contents: { vault_files: 312, audit_files: 41, completed_tasks: 240, pending_tasks: 3 },
  audit_head: { seq: 1_204, hash: 'ab'.repeat(32) },
  origin: 'employee',
  problem: null,
};

/** Backups and restores of the employee in memory. */
export const backupAnswers = {
  'backup.create': () => ({ message: 'Done', backup, unreadable: [], second_copy: null }),
  'backup.list': () => [backup],
  'backup.verify': () => ({
    name: backup.name,
    ok: true,
    origin: 'employee',
    created_at: backup.created_at,
    files: 596,
    bytes: 61_000_000,
    hashed_files: 596,
    history: 'ours',
    problems: [],
  }),
  'backup.prune': () => ({ message: 'Done', kept: [], removed: [], freed_bytes: 0 }),
  'backup.rehearse': () => ({ message: 'Done', ok: true, report_path: '/rehearsal.md' }),
  'backup.state': () => state,
  'restore.inspect': ({ archive }) => ({
    archive,
    created_at: backup.created_at,
    origin: 'employee',
    size_bytes: backup.size_bytes,
    files: 596,
    safety: false,
    history: 'ours',
    digest: 'cd'.repeat(32),
    parts: [],
    can_continue_trail: false,
    warnings: [],
  }),
  'restore.differences': () => ({ total: 0, rows: [] }),
  'restore.text-difference': () => ({ kind: 'not_text', reason: 'It is not text' }),
  'restore.start': () => ({ message: 'Done', id: 'r1', safety_backup: backup.name }),
  'restore.cancel': () => ({ message: 'Done', cancelled: true }),
  'restore.state': () => ({ running: null, last: null }),
} satisfies Partial<Answers>;
