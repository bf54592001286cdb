import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NodeFileSystem } from '../../../../src/core/files/index.ts';
import { type FaultKind, FaultyFileSystem } from '../../../helpers/faulty-file-system.ts';
import { RestoreSite, readTree, type Tree } from '../../../helpers/restore-site.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { UnsyncedFileSystem } from '../../../helpers/unsynced-file-system.ts';

const task = (id: string, more: object = {}) => JSON.stringify({ task_id: id, status: 'completed', ...more });

const live: Tree = {
  'obsidian_vault/Company_Handbook.md': 'old rules',
  'obsidian_vault/Notes/same.md': 'same',
  'obsidian_vault/Notes/mine.md': 'only live',
  'obsidian_vault/Empty/': '',
  'task_queue/completed/t1.json': task('t1'),
  'task_queue/inbox/t2.json': task('t2', { status: 'pending' }),
  '.employee/settings.json': '{}\n',
  'mcp.json': '{}',
};
const archive: Tree = {
  'obsidian_vault/Company_Handbook.md': 'new rules',
  'obsidian_vault/Notes/same.md': 'same',
  'obsidian_vault/Other/deep/new.md': 'only archived',
  'task_queue/completed/t2.json': task('t2'),
  'task_queue/completed/t3.json': task('t3'),
  'config/settings.json': '{"queue":{"concurrency":2}}',
};
const restored: Tree = {
  'obsidian_vault/Company_Handbook.md': 'new rules',
  'obsidian_vault/Notes/same.md': 'same',
  'obsidian_vault/Other/deep/new.md': 'only archived',
  'task_queue/completed/t1.json': task('t1'),
  'task_queue/completed/t2.json': task('t2'),
  'task_queue/completed/t3.json': task('t3'),
  'task_queue/inbox/': '',
  '.employee/settings.json': '{\n  "queue": {\n    "concurrency": 2\n  }\n}\n',
  'mcp.json': '{}',
};
const parts = ['vault', 'queue', 'settings'] as const;

async function staged(folder = temporaryFolder()): Promise<RestoreSite> {
  const site = new RestoreSite(join(folder, 'workspace'));
  site.live(live);
  await site.stage(archive, parts);
  return site;
}

describe('a restore that was committed', () => {
  it('makes the vault exactly that of the archive, merges the queue, replaces the settings', async () => {
    const site = await staged();
    const ended = await site.settle();
    expect(site.tree()).toEqual(restored);
    expect(ended?.report).toMatchObject({
      outcome: 'restored',
      problem: null,
      parts: [
        { part: 'vault', outcome: 'restored', added: 1, changed: 1, removed: 1 },
        { part: 'queue', outcome: 'restored', added: 1, changed: 1, removed: 0 },
        { part: 'settings', outcome: 'restored', changed: 1 },
      ],
    });
  });

  it('goes file by file where the system refuses to rename the folder of the vault', async () => {
    const site = await staged();
    const ended = await site.settle(new StubbornFileSystem(site.places.vault));
    expect(site.tree()).toEqual(restored);
    expect(ended?.file_by_file).toBe('yes');
    expect(ended?.report?.outcome).toBe('restored');
  });

  it('goes file by file inside a vault that is a disk of its own', async () => {
    const site = new RestoreSite(join(temporaryFolder(), 'workspace'));
    site.live(live);
    const work = join(site.places.vault, '.employee-restore-r1');
    await site.stage(archive, parts, {
      grounds: {
        workspace: { live: site.root, work: site.work },
        vault: { live: site.places.vault, work },
      },
    });
    const ended = await site.settle();
    expect(ended?.report?.outcome).toBe('restored');
    const tree = Object.entries(site.tree()).filter(([path]) => !path.includes('.employee-restore-r1'));
    expect(Object.fromEntries(tree)).toEqual(restored);
  });

  it('is undone in every part when what went live is not what was staged', async () => {
    const site = await staged();
    writeFileSync(join(site.work, 'new/obsidian_vault/Notes/same.md'), 'rot');
    const past = new Date('2026-01-01T00:00:00Z');
    utimesSync(join(site.work, 'new/obsidian_vault/Notes/same.md'), past, past);
    const ended = await site.settle();
    expect(site.tree()).toEqual(live);
    expect(ended?.report).toMatchObject({
      outcome: 'rolled_back',
      problem: expect.stringContaining('same.md'),
      parts: parts.map((part) => ({ part, outcome: 'rolled_back', added: 0 })),
    });
  });

  it('changes nothing when what was staged is gone', async () => {
    const site = await staged();
    renameSync(join(site.work, 'staged.jsonl'), join(site.work, 'gone'));
    const ended = await site.settle();
    expect(site.tree()).toEqual(live);
    expect(ended?.report?.outcome).toBe('rolled_back');
  });

  it('keeps what another program puts in the way', async () => {
    const site = await staged();
    const intruding = new IntrudingFileSystem(site.places.vault);
    await site.settle(intruding);
    expect(site.tree()).toEqual(restored);
    expect(readTree(join(site.work, 'old/late'))).toEqual({ '1-obsidian_vault/typed.md': 'typed' });
  });

  it('is left alone when the workspace was moved meanwhile', async () => {
    const site = await staged();
    const moved = site.copyTo(join(temporaryFolder(), 'elsewhere'));
    await expect(moved.settle()).rejects.toThrow(/was at/);
    expect(moved.tree()).toEqual(live);
  });

  it('never reaches out of a workspace that nobody trusts here', async () => {
    const site = await staged();
    const outside = join(temporaryFolder(), 'diary');
    mkdirSync(outside);
    writeFileSync(join(outside, 'a.md'), 'private');
    await site.stage(archive, parts, {
      grounds: {
        workspace: { live: site.root, work: site.work },
        vault: { live: outside, work: site.work },
      },
    });
    await expect(site.settle(undefined, { trusted: false })).rejects.toThrow(/outside of the workspace/);
    expect(readFileSync(join(outside, 'a.md'), 'utf8')).toBe('private');
  });
});

describe('a restore that was not committed', () => {
  it.each(['staging', 'staged'] as const)('is removed by the next start: %s', async (state) => {
    const site = new RestoreSite(join(temporaryFolder(), 'workspace'));
    site.live(live);
    await site.stage(archive, parts, { state });
    await expect(site.settle()).resolves.toBeUndefined();
    expect(site.tree()).toEqual(live);
    expect([existsSync(site.work), site.journal()]).toEqual([false, undefined]);
  });
});

const kinds: readonly FaultKind[] = ['EIO', 'ENOSPC', 'EACCES', 'short'];

describe('a disk that fails at any operation of the swap, once or for good', () => {
  it.each(kinds)(
    '%s: each part is the old or the new one, all of them the same',
    {
      timeout: 60_000,
    },
    async (kind) => {
      const folder = temporaryFolder();
      const template = await staged(join(folder, 'template'));
      const seen = new Set<string>();
      for (const lasts of ['once', 'for good'] as const)
        for (let operation = 1; ; operation += lasts === 'once' ? 1 : 3) {
          // The path stays: a moved workspace is another one.
          const site = template.copyTo(join(folder, 'run', `${kind}-${lasts}-${operation}`));
          await site.stage(archive, parts);
          const fileSystem = new FaultyFileSystem(new UnsyncedFileSystem(), { operation, kind, lasts });
          const first = await site.settle(fileSystem).catch(() => undefined);
          if (fileSystem.struck.length === 0) break;
          const ended = first ?? (await site.settle());
          const outcome = ended?.report?.outcome ?? 'none';
          seen.add(outcome);
          expect([operation, outcome, site.tree()]).toEqual([
            operation,
            outcome,
            outcome === 'restored' ? restored : live,
          ]);
          rmSync(site.root, { recursive: true });
        }
      expect(seen.has('restored') || seen.has('rolled_back')).toBe(true);
    },
  );
});

/** Refuses to rename one folder, as Windows does while a program has a file in it open. */
class StubbornFileSystem extends NodeFileSystem {
  readonly #folder: string;

  constructor(folder: string) {
    super();
    this.#folder = folder;
  }

  override rename(from: string, to: string): void {
    if (from === this.#folder || to === this.#folder)
      throw Object.assign(new Error('EPERM: operation not permitted, rename'), {
        code: 'EPERM',
        syscall: 'rename',
      });
    super.rename(from, to);
  }
}

/** A program that writes into the vault at the moment when there is none. */
class IntrudingFileSystem extends NodeFileSystem {
  readonly #folder: string;
  #intruded = false;

  constructor(folder: string) {
    super();
    this.#folder = folder;
  }

  override rename(from: string, to: string): void {
    super.rename(from, to);
    if (from !== this.#folder || this.#intruded) return;
    this.#intruded = true;
    mkdirSync(this.#folder);
    writeFileSync(join(this.#folder, 'typed.md'), 'typed');
  }
}
