import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BackupChecks, type CheckedService } from '../../../src/core/backup/checks.ts';
import { BackupRecords } from '../../../src/core/backup/records.ts';
import { timestamp } from '../../../src/core/clock/index.ts';
import type { ArchiveVerification, BackupSummary } from '../../../src/shared/backup.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

const dayMs = 86_400_000;

function summary(name: string): BackupSummary {
  return {
    name,
    created_at: '',
    size_bytes: 1,
    verified_at: null,
    safety: false,
    contents: null,
    audit_head: null,
    origin: 'employee',
    problem: null,
  };
}

function verification(name: string, ok: boolean): ArchiveVerification {
  const problems = ok ? [] : [{ path: null, reason: 'bit rot' }];
  return {
    name,
    ok,
    origin: 'employee',
    created_at: '',
    files: 1,
    bytes: 1,
    hashed_files: 1,
    history: 'ours',
    problems,
  };
}

function machine() {
  const clock = new FakeClock();
  const asked: string[] = [];
  const alerts: string[] = [];
  const rotten = new Set<string>();
  const path = join(temporaryFolder(), 'backups.json');
  const records = new BackupRecords(testFiles(), path);
  const service: CheckedService = {
    list: async () => ['newest', 'older', 'oldest'].map(summary),
    verify: async (name) => {
      asked.push(name);
      return verification(name, !rotten.has(name));
    },
    rehearse: async () => {
      asked.push('rehearsal');
      await records.note({ last_rehearsal: { at: timestamp(clock), ok: true, report_path: 'r.md' } });
      return { ok: true, reportPath: 'r.md' };
    },
  };
  const checks = new BackupChecks({
    clock,
    random: { hex: () => '00000001' },
    records,
    service,
    sinceMs: clock.now(),
    alert: (message) => alerts.push(message),
    signal: new AbortController().signal,
  });
  return { clock, asked, alerts, rotten, runDue: () => checks.runDue(), path };
}

it('verifies two archives a week, all of them a month, and rehearses a restore a quarter', async () => {
  const { clock, asked, runDue } = machine();
  const nights: string[] = [];
  for (let night = 1; night <= 95; night += 1) {
    clock.advance(dayMs);
    asked.length = 0;
    await runDue();
    if (asked.length > 0) nights.push(`${night}: ${asked.join(' ')}`);
  }
  expect(nights).toEqual([
    '7: newest oldest',
    '14: newest oldest',
    '21: newest oldest',
    '28: newest oldest',
    '30: newest older oldest',
    '37: newest oldest',
    '44: newest oldest',
    '51: newest oldest',
    '58: newest oldest',
    '60: newest older oldest',
    '67: newest oldest',
    '74: newest oldest',
    '81: newest oldest',
    '88: newest oldest',
    '90: rehearsal newest older oldest',
  ]);
});

it('raises the alarm for a backup that is not in order, and remembers it', async () => {
  const { clock, alerts, rotten, runDue, path } = machine();
  rotten.add('newest');
  clock.advance(8 * dayMs);
  await runDue();
  expect(alerts).toEqual(['The backup newest is not in order: bit rot']);
  expect(new BackupRecords(testFiles(), path).state.last_sample).toMatchObject({ ok: false });
});
