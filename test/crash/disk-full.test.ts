import { expect, it, onTestFinished } from 'vitest';
import { type DiskFullResult, SmallDisk, sizes } from './disk-full.ts';

const disk = await SmallDisk.mount();

it.skipIf(disk === undefined)(
  'a backup on a disk that is full at any size harms nothing, says so, and gives the space back',
  { timeout: 120_000 },
  async () => {
    if (disk === undefined) return;
    onTestFinished(() => disk.unmount());
    const results: DiskFullResult[] = [];
    for (const size of sizes(8, disk.enoughBytes)) results.push(await disk.backupWith(size));
    expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(results.map(({ outcome }) => outcome)).toContain('refused');
    expect(results.at(-1)?.outcome).toBe('made');
  },
);
