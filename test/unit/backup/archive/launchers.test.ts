import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ArchivePlan, Archives, ForkLauncher } from '../../../../src/core/backup/archive/index.ts';
import { ThreadLauncher } from '../../../../src/core/backup/archive/program/thread-launcher.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';

const files = 1_000;

function plan(folder: string): ArchivePlan {
  const vault = join(folder, 'vault');
  mkdirSync(vault);
  for (let index = 0; index < files; index += 1)
    writeFileSync(join(vault, `${index}.md`), `Note ${index}\n`.repeat(50));
  return {
    partialPath: join(folder, 'archive.zip.partial'),
    sources: [{ kind: 'tree', prefix: 'obsidian_vault/', folder: vault, except: [] }],
    metadata: { backup_version: '2.0.0', backup_timestamp: '2026-02-07T02:00:00Z' },
    counts: {},
  };
}

describe.each([
  ['a process of its own', new ForkLauncher()],
  ['a thread', new ThreadLauncher()],
])('the archive program in %s', (_, launcher) => {
  const archives = new Archives(launcher);

  it('writes, checks and unpacks with all its threads, and leaves nothing beside the archive', async () => {
    const folder = temporaryFolder();
    const made = await archives.create(plan(folder));
    expect(made.files).toBe(files);
    expect(readdirSync(folder).sort()).toEqual(['archive.zip.partial', 'vault']);
    const archive = join(folder, 'archive.zip.partial');
    expect(await archives.verify(archive)).toMatchObject({
      ok: true,
      files,
      hashedFiles: files,
      digest: made.digest,
    });
    const destination = join(folder, 'staging');
    mkdirSync(destination);
    const rules = [{ from: 'obsidian_vault/', to: '' }];
    expect(await archives.extract({ archive, destination, rules })).toEqual({ files, bytes: made.bytes });
    expect(readdirSync(destination)).toHaveLength(files);
  });

  it('gives everything back when it is cancelled', async () => {
    const folder = temporaryFolder();
    const cancelled = new AbortController();
    const creating = archives.create(plan(folder), {
      signal: cancelled.signal,
      onProgress: () => cancelled.abort(new Error('cancelled by a person')),
    });
    await expect(creating).rejects.toThrow('cancelled by a person');
    expect(readdirSync(folder)).toEqual(['vault']);
  });

  it('says what is in its way', async () => {
    const folder = temporaryFolder();
    const inTheWay = plan(folder);
    const missing = { ...inTheWay, partialPath: join(folder, 'missing', 'archive.zip.partial') };
    await expect(archives.create(missing)).rejects.toMatchObject({ code: 'io' });
    await expect(archives.verify(join(folder, 'none.zip'))).rejects.toMatchObject({ code: 'io' });
  });
});
