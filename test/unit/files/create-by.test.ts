import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

describe('a file made piece by piece', () => {
  it('is there as a whole when the last piece was given', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'export.csv');
    const seen: string[][] = [];
    const made = await testFiles().createBy(path, async (write) => {
      write(Buffer.from('one,'));
      seen.push(readdirSync(folder).filter((name) => !name.startsWith('.')));
      write(Buffer.from('two'));
    });
    expect(made).toBe('created');
    expect(seen).toEqual([[]]);
    expect(readFileSync(path, 'utf8')).toBe('one,two');
  });

  it('leaves nothing behind when a piece cannot be had', async () => {
    const folder = temporaryFolder();
    const made = testFiles().createBy(join(folder, 'export.csv'), async (write) => {
      write(Buffer.from('one'));
      throw new Error('the source fails');
    });
    await expect(made).rejects.toThrow('the source fails');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never takes the place of another', async () => {
    const path = join(temporaryFolder(), 'export.csv');
    const files = testFiles();
    await files.create(path, 'a person wrote this');
    expect(await files.createBy(path, async (write) => write(Buffer.from('x')))).toBe('exists');
    expect(readFileSync(path, 'utf8')).toBe('a person wrote this');
  });
});
