import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock } from '../../src/core/clock/index.ts';
import type { Employee } from '../../src/core/employee.ts';
import type { FileSystem } from '../../src/core/files/index.ts';
import { SystemProcesses } from '../../src/core/workspace/index.ts';
import { CountingFileSystem } from '../helpers/counting-file-system.ts';
import { KillingFileSystem, type KillPoint } from '../helpers/killing-file-system.ts';
import { UnsyncedFileSystem } from '../helpers/unsynced-file-system.ts';
import { openEmployeeAt, siteIn } from './open-employee.ts';

/**
 * A backup with retention and a restore in a process of its own, as `node restore-process.ts FOLDER ROLE [OPERATION WHEN]`.
 * `prepare`: makes a workspace with a backup, and changes it · `count`: the whole of it, printing its operations · `kill`: the
 * same until it dies · `recover`: the next start, which verifies every archive · `count-recovery`, `kill-recovery`: the same
 * for that start.
 */
const [folder = '', role = '', operation = '0', when = 'before'] = process.argv.slice(2);
const site = siteIn(folder);
const plain = new UnsyncedFileSystem();
const point: KillPoint = { operation: Number(operation), when: when === 'after' ? 'after' : 'before' };

/** Two archives in one second would wait for the next. */
class HastyClock extends SystemClock {
  #aheadMs = 0;

  override now(): number {
    return super.now() + this.#aheadMs;
  }

  skip(milliseconds: number): void {
    this.#aheadMs += milliseconds;
  }
}

if (role === 'prepare') await prepare();
if (role === 'count') await printOperations(work);
if (role === 'kill') await work(new KillingFileSystem(plain, point));
if (role === 'work') await work(plain);
if (role === 'recover') await recover(plain);
if (role === 'count-recovery') await printOperations(recover);
if (role === 'kill-recovery') await recover(new KillingFileSystem(plain, point));

async function printOperations(run: (fileSystem: FileSystem) => Promise<void>): Promise<void> {
  const counting = new CountingFileSystem(plain);
  await run(counting);
  console.log(JSON.stringify(counting.operations));
}

async function prepare(): Promise<void> {
  const employee = await open(plain);
  const vault = join(site.root, 'obsidian_vault');
  for (let note = 0; note < 12; note += 1) {
    mkdirSync(join(vault, 'Notes', `n${note % 3}`), { recursive: true });
    writeFileSync(join(vault, 'Notes', `n${note % 3}`, `${note}.md`), `Note ${note} as it was\n`.repeat(50));
  }
  for (const id of ['done-1', 'done-2']) putTask(id);
  writeFileSync(join(site.root, '.employee', 'settings.json'), '{"queue":{"concurrency":2}}\n');
  await employee.start();
  const { backup } = await employee.api.call('backup.create', {});
  await employee.stop('graceful');
  // One that retention lets go of.
  const backups = join(site.root, 'backups');
  copyFileSync(join(backups, backup.name), join(backups, 'backup_2020-01-01_02-00-00.zip'));
  const verifying = await open(plain);
  await verifying.api.call('backup.verify', { archive: 'backup_2020-01-01_02-00-00.zip' });
  await verifying.stop('graceful');
  writeFileSync(join(site.root, 'restore-this'), backup.name);
  writeFileSync(join(vault, 'Notes', 'n0', '0.md'), 'Note 0 as it is now\n');
  writeFileSync(join(vault, 'Notes', 'later.md'), 'only now\n');
  rmSync(join(vault, 'Notes', 'n1'), { recursive: true });
  rmSync(join(site.root, 'task_queue', 'completed', 'done-1.json'));
  putTask('done-3');
  writeFileSync(join(site.root, '.employee', 'settings.json'), '{"queue":{"concurrency":3}}\n');
}

function putTask(id: string): void {
  const task = { task_id: id, status: 'completed', created_at: '2026-02-07T09:00:00.000Z' };
  writeFileSync(join(site.root, 'task_queue', 'completed', `${id}.json`), JSON.stringify(task));
}

/** A backup, retention, and a restore of everything over the restart. */
async function work(fileSystem: FileSystem): Promise<void> {
  const clock = new HastyClock();
  const employee = await open(fileSystem, clock);
  await employee.start();
  clock.skip(2_000);
  const archive = (await employee.api.call('backup.list', {}))[0]?.name ?? '';
  await employee.api.call('backup.create', {});
  clock.skip(2_000);
  await employee.api.call('restore.start', { archive, parts: ['vault', 'audit', 'queue', 'settings'] });
  await employee.stopped;
  await employee.stop('graceful');
  const next = await open(fileSystem, clock);
  await next.start();
  await next.stop('graceful');
}

/** The next start. Answers with what a person would see: each archive that is not in order. */
async function recover(fileSystem: FileSystem): Promise<void> {
  const employee = await open(fileSystem);
  await employee.start();
  const broken: string[] = [];
  if (fileSystem === plain)
    for (const { name, problem } of await employee.api.call('backup.list', {})) {
      const { ok } = await employee.api.call('backup.verify', { archive: name });
      if (!ok || problem !== null) broken.push(name);
    }
  const { last } = await employee.api.call('restore.state', {});
  await employee.stop('graceful');
  if (fileSystem === plain) console.log(JSON.stringify({ broken, outcome: last?.outcome ?? null }));
}

function open(fileSystem: FileSystem, clock = new SystemClock()): Promise<Employee> {
  return openEmployeeAt(site, fileSystem, new SystemProcesses(), clock);
}
