import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startedIntake } from '../../helpers/intake.ts';

describe('when much arrives, or little works', () => {
  it('loses none of 10,000 files that arrive while the event loop is blocked, more than the system queues', async () => {
    const { sink, inbox } = await startedIntake();
    execFileSync(process.execPath, [
      '-e',
      `const fs = require('fs'); for (let i = 0; i < 10000; i++) fs.writeFileSync(${JSON.stringify(inbox)} + '/f' + i + '.txt', 'file ' + i);`,
    ]);
    await sink.until(() => sink.drops.length === 10_000);
    expect(new Set(sink.names).size).toBe(10_000);
    expect(Math.max(...sink.batches)).toBeLessThanOrEqual(256);
  });

  it('finds by listing what no event told', async () => {
    const files = (await import('../../helpers/test-files.ts')).testFiles();
    // The system is out of watches: nothing is told.
    files.watch = () => {
      throw Object.assign(new Error('no space left for watches'), { code: 'ENOSPC' });
    };
    const { sink, inbox, intake } = await startedIntake(undefined, {
      files,
      settings: { reconcileSeconds: 1 },
    });
    writeFileSync(join(inbox, 'silent.txt'), 'silent');
    await sink.until(() => sink.drops.length === 1);
    expect(intake.status.lastError).toContain('no space left for watches');
    writeFileSync(join(inbox, 'silent.txt'), 'changed in place');
    await sink.until(() => sink.drops.length === 2);
  });

  it('keeps what the sink cannot store, says so, and stores it when it can', async () => {
    const { sink, inbox, intake } = await startedIntake();
    sink.failure = () => Object.assign(new Error('ENOSPC: the disk is full'), { code: 'ENOSPC' });
    for (const name of ['a.txt', 'b.txt', 'c.txt']) writeFileSync(join(inbox, name), name);
    await vi.waitFor(() => expect(intake.status.lastError).toContain('the disk is full'), { timeout: 5_000 });
    await expect(intake.drainOnce()).rejects.toThrow('the disk is full');
    sink.failure = undefined;
    await sink.until(() => sink.drops.length === 3);
    await vi.waitFor(() => expect(intake.status.lastError).toBeUndefined());
    expect(sink.names.sort()).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });

  it('one drop that the sink never stores holds up no other', async () => {
    const { sink, inbox, intake } = await startedIntake();
    sink.failure = (drops) =>
      drops.some(({ context }) => context.file_name === 'poison.txt')
        ? new Error('cannot be stored')
        : undefined;
    for (const name of ['a.txt', 'b.txt', 'poison.txt', 'c.txt', 'd.txt'])
      writeFileSync(join(inbox, name), name);
    await sink.until(() => sink.drops.length === 4);
    writeFileSync(join(inbox, 'later.txt'), 'later');
    await sink.until(() => sink.names.includes('later.txt'));
    await vi.waitFor(() => expect(intake.status.waiting).toBe(1));
  });
});
