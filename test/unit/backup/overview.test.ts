import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../../src/core/backup/catalogue.ts';
import { backupFileName } from '../../../src/core/backup/names.ts';
import { BackupOverview } from '../../../src/core/backup/overview.ts';
import { BackupRecords } from '../../../src/core/backup/records.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

const dayMs = 86_400_000;

/** A workspace that is `ageDays` old, with what is recorded of its backups. */
function workspace({
  ageDays,
  scheduled = true,
}: {
  readonly ageDays: number;
  readonly scheduled?: boolean;
}) {
  const clock = new FakeClock();
  const files = testFiles();
  const root = temporaryFolder();
  const folder = join(root, 'backups');
  mkdirSync(folder);
  const records = new BackupRecords(files, join(root, 'backups.json'));
  const catalogue = new Catalogue({
    files,
    clock,
    folder,
    records,
    describe: () => Promise.reject(new Error('no metadata')),
  });
  let second: string | null = null;
  const overview = new BackupOverview({
    files,
    clock,
    folder,
    workspaceRoot: root,
    catalogue,
    records,
    service: { work: { running: undefined } },
    scheduler: { nextMs: () => (scheduled ? clock.now() + dayMs : undefined) },
    retention: () => ({ days: 30, weekly: 0, monthly: 0, yearly: 0, safetyDays: 30 }),
    secondFolder: () => second,
    isScheduled: () => scheduled,
    freeBytes: () => 1e9,
    sinceMs: clock.now() - ageDays * dayMs,
  });
  const made = async (daysAgo: number) => {
    const createdMs = clock.now() - daysAgo * dayMs;
    const name = backupFileName(createdMs);
    writeFileSync(join(folder, name), 'archive');
    const { size, mtimeMs } = statSync(join(folder, name));
    const at = new Date(createdMs).toISOString();
    await records.put(name, {
      size_bytes: size,
      modified_ms: mtimeMs,
      created_at: at,
      safety: false,
      origin: 'employee',
      contents: null,
      audit_head: null,
      problem: null,
      verified_at: at,
    });
    catalogue.refresh();
  };
  const fail = () =>
    records.note({ failing_since: 'then', last_failure: { at: 'then', message: 'the disk is full' } });
  const setSecond = (path: string) => {
    second = path;
  };
  return { overview, catalogue, folder, made, fail, records, setSecond };
}

describe('the health of backups', () => {
  it('is no alarm in a new workspace, and one when none came in two days, critical after four', async () => {
    expect(workspace({ ageDays: 1 }).overview.health().status).toBe('HEALTHY');
    expect(workspace({ ageDays: 3 }).overview.health().status).toBe('DEGRADED');
    expect(workspace({ ageDays: 5 }).overview.health().status).toBe('UNHEALTHY');
    const { overview, made } = workspace({ ageDays: 100 });
    await made(3);
    expect(overview.health()).toMatchObject({
      status: 'DEGRADED',
      message: expect.stringContaining('3 days old'),
    });
    await made(0);
    expect(overview.health().status).toBe('HEALTHY');
  });

  it('tells why backups fail', async () => {
    const { overview, made, fail } = workspace({ ageDays: 100 });
    await made(1);
    await fail();
    expect(overview.health()).toMatchObject({
      status: 'DEGRADED',
      message: expect.stringContaining('the disk is full'),
    });
  });

  it('is an alarm when a check found a backup that is not in order', async () => {
    const { overview, made, records } = workspace({ ageDays: 100 });
    await made(0);
    await records.note({ last_sample: { at: 'now', ok: false } });
    expect(overview.health().status).toBe('DEGRADED');
  });

  it('leaves it to the person whether there is a schedule', () => {
    const { overview } = workspace({ ageDays: 100, scheduled: false });
    expect(overview.health()).toMatchObject({ status: 'HEALTHY', message: expect.stringContaining('off') });
    expect(overview.state()).toMatchObject({
      next_at: null,
      warnings: [expect.stringContaining('off'), expect.anything()],
    });
  });
});

describe('where backups go', () => {
  it('warns while all of them lie on the disk of the workspace, and of a second folder that is not there', () => {
    const { overview, setSecond } = workspace({ ageDays: 1 });
    expect(overview.state().warnings).toEqual([expect.stringContaining('on the disk of the workspace')]);
    setSecond('/nowhere/at/all');
    const { destinations, warnings } = overview.state();
    expect(destinations).toMatchObject([
      { second: false, same_disk: true, problem: null },
      { second: true, same_disk: null, problem: 'It is not there' },
    ]);
    expect(warnings).toEqual(['/nowhere/at/all: It is not there']);
    expect(overview.health()).toMatchObject({
      status: 'DEGRADED',
      message: expect.stringContaining('not copied to their second place'),
    });
  });

  it('calls no folder of the workspace a second place', () => {
    const { overview, folder, setSecond } = workspace({ ageDays: 1 });
    setSecond(join(folder, 'copies'));
    expect(overview.state().destinations[1]?.problem).toContain('inside the workspace');
    expect(overview.health().status).toBe('DEGRADED');
  });

  it('an archive that a clock running ahead dated is not the latest one', async () => {
    const { catalogue, made } = workspace({ ageDays: 100 });
    await made(-400);
    expect((await catalogue.resolve('latest')).name).toContain('backup_');
    await made(1);
    const { name } = await catalogue.resolve('latest');
    expect(catalogue.last()?.name).toBe(name);
    expect(Date.parse(catalogue.last()?.created_at ?? '')).toBeLessThan(new FakeClock().now());
  });
});

it('a folder that cannot be listed stops no surface, and is told', async () => {
  const { overview, catalogue, folder } = workspace({ ageDays: 1 });
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file in its place');
  expect(catalogue.last()).toBeNull();
  expect(catalogue.lastVerifiedMs()).toBeUndefined();
  expect(overview.health()).toMatchObject({
    status: 'DEGRADED',
    message: expect.stringContaining('The backups cannot be looked at'),
  });
});
