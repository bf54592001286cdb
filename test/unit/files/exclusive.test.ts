import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withExclusive } from '../../../src/core/files/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

describe('exclusive work', () => {
  it('runs one after the other under the same path', async () => {
    const path = join(temporaryFolder(), 'guard');
    const steps: string[] = [];
    const work = (name: string) =>
      withExclusive({ path }, async () => {
        steps.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        steps.push(`${name} ends`);
        return name;
      });
    expect(await Promise.all([work('a'), work('b')])).toEqual(['a', 'b']);
    expect(steps[0]?.slice(0, 1)).toBe(steps[1]?.slice(0, 1));
    expect(steps).toHaveLength(4);
  });

  it('is free again after the work failed, and leaves an empty file', async () => {
    const path = join(temporaryFolder(), 'guard');
    await expect(withExclusive({ path }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withExclusive({ path, waitMs: 0 }, async () => 'free')).toBe('free');
    expect(readFileSync(path).byteLength).toBe(0);
    expect(existsSync(`${path}-journal`)).toBe(false);
  });

  it('says so when it does not get its turn', async () => {
    const path = join(temporaryFolder(), 'guard');
    await withExclusive({ path }, async () => {
      await expect(withExclusive({ path, waitMs: 20 }, async () => 'two at once')).rejects.toMatchObject({
        code: 'workspace_held',
      });
    });
  });

  it('names the folder that cannot carry the lock', async () => {
    const path = join(temporaryFolder(), 'missing', 'guard');
    await expect(withExclusive({ path }, async () => 1)).rejects.toMatchObject({ code: 'io' });
  });
});

describe('a file rewritten in place', () => {
  it('holds exactly the last content, and goes on with its own file when another takes the name', () => {
    const folder = temporaryFolder();
    const files = testFiles();
    const path = join(folder, 'beat');
    const file = files.openInPlace(path);
    file.rewrite('a longer first one');
    file.rewrite('short');
    expect(readFileSync(path, 'utf8')).toBe('short');
    files.fileSystem.rename(path, join(folder, 'former'));
    file.rewrite('later');
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(join(folder, 'former'), 'utf8')).toBe('later');
    file.close();
    file.rewrite('after the end');
    expect(readFileSync(join(folder, 'former'), 'utf8')).toBe('later');
  });
});
