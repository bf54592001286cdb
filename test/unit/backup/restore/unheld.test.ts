import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NodeFileSystem } from '../../../../src/core/files/index.ts';
import { type FaultKind, FaultyFileSystem } from '../../../helpers/faulty-file-system.ts';
import { RestoreSite, readTree, type Tree } from '../../../helpers/restore-site.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { UnsyncedFileSystem } from '../../../helpers/unsynced-file-system.ts';

const live: Tree = {
  'obsidian_vault/Notes/a.md': 'as it is',
  'obsidian_vault/Notes/mine.md': 'in the safety backup',
  'obsidian_vault/Keys/.env': 'TOKEN=1',
  'obsidian_vault/locked.md': 'nobody could read it',
  'obsidian_vault/Only/deep/.tmp-mine': 'named like a temporary file',
};
const archive: Tree = {
  'obsidian_vault/Notes/a.md': 'as it was',
  'obsidian_vault/Notes/b.md': 'b',
};
const after: Tree = {
  'Keys/.env': 'TOKEN=1',
  'Notes/a.md': 'as it was',
  'Notes/b.md': 'b',
  'Only/deep/.tmp-mine': 'named like a temporary file',
  'locked.md': 'nobody could read it',
};
const unread = ['obsidian_vault/locked.md', 'obsidian_vault/Notes/link', 'obsidian_vault/Only/pipe'];

async function staged(root: string, more: Tree = {}): Promise<RestoreSite> {
  const site = new RestoreSite(root);
  site.live(live);
  symlinkSync('nowhere', join(site.places.vault, 'Notes', 'link'));
  if (process.platform !== 'win32') execFileSync('mkfifo', [join(site.places.vault, 'Only', 'pipe')]);
  await site.stage({ ...archive, ...more }, ['vault'], { not_in_safety: unread });
  return site;
}

/** The vault's files; the link and the pipe are looked at and taken away first. */
function look({ places: { vault } }: RestoreSite): {
  readonly files: Tree;
  readonly odd: readonly unknown[];
} {
  const link = join(vault, 'Notes', 'link');
  const pipe = join(vault, 'Only', 'pipe');
  const odd = [readlinkSync(link), process.platform === 'win32' || lstatSync(pipe).isFIFO()];
  rmSync(link);
  rmSync(pipe, { force: true });
  return { files: readTree(vault), odd };
}

const before = Object.fromEntries(
  Object.entries(live).map(([path, content]) => [path.slice('obsidian_vault/'.length), content]),
);
const kept = ['Notes/link', 'Keys/.env', 'locked.md', 'Only/deep/.tmp-mine', 'Only/pipe'];

describe('what is in the vault and in no backup', () => {
  it('stays where it is when the vault is restored whole, and is named', async () => {
    const site = await staged(join(temporaryFolder(), 'workspace'));
    const ended = await site.settle();
    expect(look(site)).toEqual({ files: after, odd: ['nowhere', true] });
    const part = ended?.report?.parts[0];
    expect(part).toMatchObject({ outcome: 'restored', added: 1, changed: 1, removed: 1, kept: kept.length });
    for (const name of kept) expect(part?.notes.join('\n')).toContain(name);
    expect(existsSync(join(site.work, 'old/carried'))).toBe(true);
    expect(readTree(join(site.work, 'old/carried'))).toEqual({});
  });

  it('stays where it is when the vault can only be exchanged file by file', async () => {
    const site = await staged(join(temporaryFolder(), 'workspace'));
    const ended = await site.settle(new StubbornFileSystem(site.places.vault));
    expect(ended?.file_by_file).toBe('yes');
    expect(look(site)).toEqual({ files: after, odd: ['nowhere', true] });
  });

  it.each([
    ['the archive has a file there', { 'obsidian_vault/locked.md': 'other' }, 'locked.md'],
    ['the archive has a folder there', { 'obsidian_vault/Notes/link/c.md': 'c' }, 'Notes/link'],
    ['the archive has a file above it', { 'obsidian_vault/Keys': 'a file' }, 'Keys/.env'],
  ])('is never overwritten: %s', async (_what, more, name) => {
    const site = await staged(join(temporaryFolder(), 'workspace'), more);
    const ended = await site.settle();
    expect(ended?.report).toMatchObject({
      outcome: 'rolled_back',
      problem: expect.stringContaining(name),
    });
    expect(look(site)).toEqual({ files: before, odd: ['nowhere', true] });
  });

  it('is there whichever operation of the swap fails', async () => {
    const kind: FaultKind = 'EIO';
    const folder = temporaryFolder();
    for (const lasts of ['once', 'for good'] as const)
      for (let operation = 1; ; operation += lasts === 'once' ? 1 : 3) {
        const site = await staged(join(folder, `${kind}-${lasts}-${operation}`));
        const fileSystem = new FaultyFileSystem(new UnsyncedFileSystem(), { operation, kind, lasts });
        const first = await site.settle(fileSystem).catch(() => undefined);
        if (fileSystem.struck.length === 0) break;
        const ended = first ?? (await site.settle());
        const outcome = ended?.report?.outcome;
        const files = outcome === 'restored' ? after : before;
        expect([operation, outcome, look(site)]).toEqual([
          operation,
          outcome,
          { files, odd: ['nowhere', true] },
        ]);
        rmSync(site.root, { recursive: true });
      }
  }, 60_000);
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
