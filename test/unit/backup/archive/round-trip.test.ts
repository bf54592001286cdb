import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ArchivePlan, Archives, ForkLauncher } from '../../../../src/core/backup/archive/index.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';

const archives = new Archives(new ForkLauncher());
const modified = new Date('2026-02-07T09:00:01.250Z');

function plan(folder: string, change: Partial<ArchivePlan> = {}): ArchivePlan {
  return {
    partialPath: join(folder, 'backup_2026-02-07_02-00-00.zip.partial'),
    sources: [
      {
        kind: 'tree',
        prefix: 'obsidian_vault/',
        folder: join(folder, 'vault'),
        except: ['.tmp-*', '/Dashboard.md'],
      },
      { kind: 'text', path: 'config/settings.json', text: '{}', modifiedMs: modified.getTime() },
    ],
    metadata: { backup_version: '2.0.0', backup_timestamp: '2026-02-07T02:00:00.000Z', audit_head: null },
    counts: { vault_files: { prefix: 'obsidian_vault/' } },
    ...change,
  };
}

function vault(folder: string): string {
  const root = join(folder, 'vault');
  mkdirSync(join(root, 'Notes', 'Empty'), { recursive: true });
  writeFileSync(join(root, 'Notes', 'a.md'), 'An ordinary note.\n'.repeat(100));
  utimesSync(join(root, 'Notes', 'a.md'), modified, modified);
  writeFileSync(join(root, 'Notes', 'größer: 100 %.md'), 'A name that Windows refuses.');
  writeFileSync(join(root, 'Notes', 'A.md'), 'Differs by case only.');
  writeFileSync(join(root, 'run.sh'), '#!/bin/sh\n');
  chmodSync(join(root, 'run.sh'), 0o755);
  writeFileSync(join(root, 'large.txt'), Buffer.alloc(3_000_000, 'A line of text. '));
  writeFileSync(join(root, '.tmp-left'), '');
  writeFileSync(join(root, 'Dashboard.md'), '');
  return root;
}

describe('an archive', () => {
  it('gives back what was put in, with times, executable bits, empty folders and names no Windows allows', async () => {
    const folder = temporaryFolder();
    const root = vault(folder);
    const moonLanding = new Date('1969-07-20T20:17:40Z');
    utimesSync(join(root, 'large.txt'), moonLanding, moonLanding);
    const made = await archives.create(plan(folder));
    expect(made).toMatchObject({ files: 6, unreadable: [], counts: { vault_files: 5 } });
    const { partialPath } = plan(folder);
    const staging = join(folder, 'staging');
    mkdirSync(staging);
    const rules = [
      { from: 'obsidian_vault/', to: 'v/' },
      { from: 'config/settings.json', to: 's.json' },
    ];
    const done = await archives.extract({
      archive: partialPath,
      destination: staging,
      rules,
      digest: made.digest,
    });
    expect(done).toEqual({ files: 6, bytes: made.bytes });
    for (const name of ['Notes/a.md', 'Notes/A.md', 'Notes/größer: 100 %.md', 'run.sh', 'large.txt']) {
      expect(readFileSync(join(staging, 'v', name))).toEqual(readFileSync(join(root, name)));
    }
    expect(statSync(join(staging, 'v/Notes/a.md')).mtimeMs).toBe(modified.getTime());
    expect(statSync(join(staging, 'v/large.txt')).mtimeMs).toBe(moonLanding.getTime());
    expect(statSync(join(staging, 'v/run.sh')).mode & 0o777).toBe(0o755);
    expect(statSync(join(staging, 'v/Notes/Empty')).isDirectory()).toBe(true);
    expect(readFileSync(join(staging, 's.json'), 'utf8')).toBe('{}');
  });

  it('lists its contents and reads single files', async () => {
    const folder = temporaryFolder();
    vault(folder);
    const made = await archives.create(plan(folder));
    const archive = await archives.open(plan(folder).partialPath);
    expect(archive.digest).toBe(made.digest);
    expect(archive.metadata).toMatchObject({ backup_version: '2.0.0', vault_files: 5, unreadable: [] });
    expect([...archive.entries()].map(({ path }) => path).sort()).toEqual([
      'config/settings.json',
      'obsidian_vault/Notes/A.md',
      'obsidian_vault/Notes/Empty',
      'obsidian_vault/Notes/a.md',
      'obsidian_vault/Notes/größer: 100 %.md',
      'obsidian_vault/large.txt',
      'obsidian_vault/run.sh',
    ]);
    expect(archive.entry('obsidian_vault/Notes/größer: 100 %.md')?.sizeBytes).toBe(28);
    expect((await archive.read('config/settings.json', 100)).toString()).toBe('{}');
    await expect(archive.read('obsidian_vault/large.txt', 100)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    archive.close();
  });

  it('names what it could not take', async () => {
    const folder = temporaryFolder();
    const root = vault(folder);
    symlinkSync('/etc/hostname', join(root, 'link.md'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const made = await archives.create(plan(folder));
    expect(
      [...made.unreadable].sort((one, other) => String(one.path).localeCompare(String(other.path))),
    ).toEqual([
      { path: 'obsidian_vault/link.md', reason: 'it is a symbolic link, and links are not followed' },
      { path: 'obsidian_vault/pipe', reason: 'it is not a regular file' },
    ]);
  });

  it('is verified by what every system has', async (context) => {
    const folder = temporaryFolder();
    vault(folder);
    await archives.create(plan(folder));
    const unzip = spawnSync('unzip', ['-tq', plan(folder).partialPath], { encoding: 'utf8' });
    if (unzip.error) context.skip();
    expect(unzip.stdout).toMatch(/No errors detected/);
    const code = 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())';
    const python = spawnSync('python3', ['-c', code, plan(folder).partialPath], { encoding: 'utf8' });
    if (!python.error) expect(python.stdout.trim()).toBe('None');
  });
});
