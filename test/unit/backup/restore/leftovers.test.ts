import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeLeftovers } from '../../../../src/core/backup/restore/leftovers.ts';
import { RestoreSite } from '../../../helpers/restore-site.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { testFiles } from '../../../helpers/test-files.ts';
import { UnsyncedFileSystem } from '../../../helpers/unsynced-file-system.ts';

it('what cannot be removed is told, and stops neither the rest of the removal nor the employee', async () => {
  const site = new RestoreSite(join(temporaryFolder(), 'workspace'));
  site.live({ 'obsidian_vault/locked/a.md': 'a', 'obsidian_vault/Notes/b.md': 'b' });
  await site.stage({ 'obsidian_vault/Notes/c.md': 'c' }, ['vault']);
  const journal = await site.settle();
  if (!journal) throw new Error('nothing was settled');
  const { kept, stuck } = await removeLeftovers(testFiles(new LockedFolder()), journal);
  expect(kept).toEqual([]);
  expect(stuck.join()).toContain('access is denied');
  const old = join(site.work, 'old');
  expect(existsSync(old)).toBe(true);
  // Once it may be removed, nothing is left.
  expect(await removeLeftovers(testFiles(), journal)).toEqual({ kept: [], stuck: [] });
  expect(existsSync(site.work)).toBe(false);
});

class LockedFolder extends UnsyncedFileSystem {
  override unlink(path: string): void {
    if (path.includes('locked')) throw Object.assign(new Error('denied'), { code: 'EACCES' });
    super.unlink(path);
  }
}
