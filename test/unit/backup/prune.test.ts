import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../../src/core/backup/catalogue.ts';
import { backupFileName } from '../../../src/core/backup/names.ts';
import { applyRetention } from '../../../src/core/backup/prune.ts';
import { BackupRecords } from '../../../src/core/backup/records.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { MemoryTrail } from '../../helpers/memory-trail.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

const dayMs = 86_400_000;

/** A backups folder, a second one, and what is recorded of them. */
class Folder {
  readonly clock = new FakeClock();
  readonly files = testFiles();
  readonly trail = new MemoryTrail(this.clock);
  readonly base = temporaryFolder();
  readonly backups = join(this.base, 'backups');
  readonly second = join(this.base, 'second');
  readonly recordsPath = join(this.base, 'backups.json');

  constructor() {
    mkdirSync(this.backups);
    mkdirSync(this.second);
  }

  get records(): BackupRecords {
    return new BackupRecords(this.files, this.recordsPath);
  }

  get catalogue(): Catalogue {
    return this.catalogueOf(this.records);
  }

  catalogueOf(records: BackupRecords): Catalogue {
    const describeArchive = () => Promise.reject(new Error('no metadata'));
    return new Catalogue({
      files: this.files,
      clock: this.clock,
      folder: this.backups,
      records,
      describe: describeArchive,
    });
  }

  /** Puts an archive there; recorded as verified unless said otherwise. */
  async add(
    daysAgo: number,
    change: { readonly safety?: boolean; readonly verified?: boolean } = {},
  ): Promise<string> {
    const createdMs = this.clock.now() - daysAgo * dayMs;
    const name = backupFileName(createdMs);
    writeFileSync(join(this.backups, name), `archive of ${daysAgo}`);
    writeFileSync(join(this.second, name), `archive of ${daysAgo}`);
    const { size, mtimeMs } = statSync(join(this.backups, name));
    await this.records.put(name, {
      size_bytes: size,
      modified_ms: mtimeMs,
      created_at: new Date(createdMs).toISOString(),
      safety: change.safety ?? false,
      origin: 'employee',
      contents: null,
      audit_head: null,
      problem: null,
      verified_at: change.verified === false ? null : new Date(createdMs).toISOString(),
    });
    return name;
  }

  prune(dryRun: boolean) {
    return applyRetention(
      {
        files: this.files,
        clock: this.clock,
        paths: { backups: this.backups },
        catalogue: this.catalogue,
        trail: this.trail,
        settings: { days: 30, weekly: 0, monthly: 0, yearly: 0, safetyDays: 30 },
        secondFolder: () => this.second,
        changed: () => undefined,
      },
      dryRun,
    );
  }
}

describe('pruning', () => {
  it('removes what retention lets go of, here and in the second folder, and records it', async () => {
    const folder = new Folder();
    const [kept, gone] = [await folder.add(0), await folder.add(40)];
    writeFileSync(join(folder.backups, 'mine.zip'), 'x');
    expect((await folder.prune(true)).removed.map(({ name }) => name)).toEqual([gone]);
    expect(existsSync(join(folder.backups, gone))).toBe(true);
    expect((await folder.prune(false)).freedBytes).toBe('archive of 40'.length);
    expect(readdirSync(folder.backups).sort()).toEqual([kept, 'mine.zip'].sort());
    expect(readdirSync(folder.second)).toEqual([kept]);
    expect(folder.trail.entries).toMatchObject([{ action: 'backup_removed' }]);
  });

  it('removes nothing once the records are lost, or a file was replaced', async () => {
    const folder = new Folder();
    await folder.add(0);
    const replaced = await folder.add(40);
    writeFileSync(join(folder.backups, replaced), 'something else');
    expect((await folder.prune(false)).removed).toEqual([]);
    writeFileSync(folder.recordsPath, '{ torn');
    expect((await folder.prune(false)).removed).toEqual([]);
  });

  it("leaves another workspace's copy of the same name in a shared second folder", async () => {
    const folder = new Folder();
    await folder.add(0);
    const gone = await folder.add(40);
    writeFileSync(join(folder.second, gone), "another workspace's archive");
    await folder.prune(false);
    expect(existsSync(join(folder.backups, gone))).toBe(false);
    expect(existsSync(join(folder.second, gone))).toBe(true);
  });
});

describe('the archives of the folder', () => {
  it('are found as the latest, by name and by path; the latest is verified and no safety backup', async () => {
    const folder = new Folder();
    const older = await folder.add(3);
    const newest = await folder.add(2, { verified: false });
    await folder.add(1, { safety: true });
    const { catalogue } = folder;
    expect((await catalogue.resolve('latest')).name).toBe(older);
    expect(await catalogue.resolve(newest.slice(0, -'.zip'.length))).toEqual({
      path: join(folder.backups, newest),
      name: newest,
      inFolder: true,
    });
    expect((await catalogue.resolve(join(folder.second, newest))).inFolder).toBe(false);
    for (const wrong of ['backup_2020-01-01_00-00-00', '../second', 'mine.zip', '/nowhere.zip'])
      await expect(catalogue.resolve(wrong)).rejects.toMatchObject({ code: 'not_found' });
    expect(catalogue.last()).toMatchObject({ name: newest, verified: false });
  });

  it('are listed newest first, broken ones with what is wrong', async () => {
    const folder = new Folder();
    const names = [await folder.add(2), await folder.add(1)];
    const broken = backupFileName(folder.clock.now());
    writeFileSync(join(folder.backups, broken), 'not a zip');
    const list = await folder.catalogue.list();
    expect(list.map(({ name }) => name)).toEqual([broken, names[1], names[0]]);
    expect(list[0]).toMatchObject({ origin: 'unknown', problem: 'no metadata', verified_at: null });
  });
});
