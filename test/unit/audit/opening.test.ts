import {
  copyFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditKeys } from '../../../src/core/audit/index.ts';
import { SigningKey } from '../../../src/core/audit/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { AuditFixture, days } from './audit-fixture.ts';

const keptAside = (fixture: AuditFixture) =>
  readdirSync(fixture.headFolder).filter((name) => name.startsWith('audit_tail_'));

/** A trail whose last two entries are on the disk while the head still names the one before them. */
async function crashedBeforeHead(): Promise<{ fixture: AuditFixture; acknowledged: number; whole: Buffer }> {
  const fixture = new AuditFixture();
  await fixture.fill(3);
  const acknowledged = fixture.bytes().length;
  const heads = temporaryFolder();
  cpSync(fixture.headFolder, heads, { recursive: true });
  await fixture.fill(2);
  cpSync(heads, fixture.headFolder, { recursive: true });
  return { fixture, acknowledged, whole: fixture.bytes() };
}

describe('opening after a crash', () => {
  it('adopts whole entries after the head and cuts the rest, wherever the crash came', async () => {
    const { fixture, acknowledged, whole } = await crashedBeforeHead();
    const firstEnd = whole.indexOf(10, acknowledged) + 1;
    for (let size = acknowledged; size <= whole.length; size += 1) {
      const isNearEnd = [acknowledged, firstEnd, whole.length].some((end) => Math.abs(end - size) <= 3);
      if (!isNearEnd && size % 11 !== 0) continue;
      const copy = new AuditFixture();
      cpSync(fixture.root, copy.root, { recursive: true });
      truncateSync(copy.path(), size);
      const before = await copy.verify();
      expect(before).toMatchObject({ integrity: 'OK', invalid_details: [] });
      const { trail, adoptedEntries, repairs } = await copy.open();
      const adopted = size === whole.length ? 2 : size >= firstEnd ? 1 : 0;
      const kept = [acknowledged, firstEnd, whole.length][adopted] ?? 0;
      expect(adoptedEntries).toBe(adopted);
      expect(trail.compromised).toBeUndefined();
      expect(repairs.map((repair) => repair.sizeBytes)).toEqual(size > kept ? [size - kept] : []);
      expect(trail.head.seq).toBe(4 + adopted + repairs.length);
      const [aside] = keptAside(copy);
      if (size > kept) {
        expect(aside).toMatch(/\.bin$/);
        expect(readFileSync(join(copy.headFolder, aside ?? ''))).toEqual(whole.subarray(kept, size));
      } else expect(aside).toBeUndefined();
      await trail.close();
      expect(await copy.verify({ deep: true })).toMatchObject({
        integrity: 'OK',
        repaired_tails: repairs.length,
        total_entries: trail.head.seq,
      });
      rmSync(copy.root, { recursive: true });
    }
  }, 60_000);

  it('never adopts a line after the head that is not ours', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(2);
    const [line = ''] = fixture.lines().slice(-1);
    writeFileSync(fixture.path(), `${line}\n`, { flag: 'a' });
    expect((await fixture.verify()).total_entries).toBe(3);
    const { trail, adoptedEntries, repairs } = await fixture.open();
    expect([adoptedEntries, repairs.length]).toEqual([0, 1]);
    await trail.close();
    expect(await fixture.verify()).toMatchObject({ integrity: 'OK', total_entries: 4 });
  });

  it('calls every cut before the end of the head compromise, and goes on behind it', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(3);
    const whole = fixture.bytes();
    const lastStart = whole.lastIndexOf(10, whole.length - 2) + 1;
    for (const size of [
      0,
      1,
      400,
      lastStart - 1,
      lastStart,
      lastStart + 1,
      whole.length - 2,
      whole.length - 1,
    ]) {
      const copy = new AuditFixture();
      cpSync(fixture.root, copy.root, { recursive: true });
      truncateSync(copy.path(), size);
      expect((await copy.verify()).integrity).toBe('COMPROMISED');
      const { trail } = await copy.open();
      expect(trail.compromised?.reason).toContain('entry 4');
      expect(trail.head.seq).toBe(5);
      trail.record({ action: 'task_created', taskId: 'later' });
      await trail.close();
      expect(copy.bytes().subarray(0, size)).toEqual(whole.subarray(0, size));
      const again = await copy.open();
      expect(again.trail.compromised).toBeDefined();
      expect(again.trail.head.seq).toBe(6);
      await again.trail.acknowledgeBreak({ by: 'test' });
      expect(again.trail.compromised).toBeUndefined();
      await again.trail.close();
      const third = await copy.open();
      expect(third.trail.compromised).toBeUndefined();
      await third.trail.close();
      const report = await copy.verify({ deep: true });
      expect(report.integrity).toBe('COMPROMISED');
      expect((await third.trail.query({ action: 'audit_break_detected' })).length).toBe(1);
    }
  });

  it('records a repair that a crash kept from being recorded', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(1);
    writeFileSync(join(fixture.headFolder, 'audit_tail_20260101.cut'), 'torn');
    const { trail } = await fixture.open();
    expect(await trail.tail(1)).toMatchObject([
      { action: 'audit_tail_repaired', details: { size_bytes: 4, kept_as: 'audit_tail_20260101.bin' } },
    ]);
    expect(keptAside(fixture)).toEqual(['audit_tail_20260101.bin']);
    await trail.close();
  });

  it('survives the loss of either head slot', async () => {
    for (const slot of ['audit_head_a', 'audit_head_b']) {
      const fixture = new AuditFixture();
      await fixture.fill(1);
      await fixture.fill(1);
      writeFileSync(join(fixture.headFolder, slot), 'torn');
      const { trail } = await fixture.open();
      expect(trail.compromised).toBeUndefined();
      expect(trail.head.seq).toBe(3);
      await trail.close();
    }
  });

  it('treats entries without any head as compromise, and goes on from the last of them', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(3);
    fixture.clock.advance(days(2));
    await fixture.fill(2);
    rmSync(fixture.headFolder, { recursive: true });
    expect(await fixture.verify()).toMatchObject({ integrity: 'COMPROMISED', head: null });
    const { trail, began } = await fixture.open();
    expect(began).toBe('same');
    expect(trail.compromised?.reason).toContain('missing');
    expect(trail.head.seq).toBe(7);
    await trail.close();
    expect((await fixture.verify({ deep: true })).invalid_details).toMatchObject([
      { seq: 7, reason: expect.stringContaining('a break was detected') },
    ]);
  });

  it('reads only what follows the head of a large day file', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    for (let index = 0; index < 50; index += 1)
      trail.record({ action: 'human_alert', details: { text: 'x'.repeat(1_000_000) } });
    await trail.close();
    let readBytes = 0;
    const read = fixture.fileSystem.read.bind(fixture.fileSystem);
    fixture.fileSystem.read = (descriptor, buffer, position) => {
      const count = read(descriptor, buffer, position);
      readBytes += count;
      return count;
    };
    const again = await fixture.open();
    expect(readBytes).toBeLessThan(1_100_000);
    await again.trail.close();
  });
});

describe('a trail whose key is not here', () => {
  it('is refused with a hint, without changing anything', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(2);
    rmSync(join(fixture.root, 'state'), { recursive: true });
    const before = fixture.bytes();
    await expect(fixture.open()).rejects.toMatchObject({
      code: 'integrity',
      hint: expect.stringContaining('init'),
    });
    expect(fixture.bytes()).toEqual(before);
    expect(readdirSync(fixture.root)).not.toContain('state');
  });

  it('goes on as a new epoch that names what it continues', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(2);
    rmSync(join(fixture.root, 'state'), { recursive: true });
    const last = (await fixture.verify()).head;
    const { trail, began } = await fixture.open({ continueAs: 'new_epoch', installId: 'install-2' });
    expect(began).toBe('new_epoch');
    trail.record({ action: 'paused' });
    await trail.close();
    const report = await fixture.verify({ deep: true });
    expect(report).toMatchObject({ integrity: 'OK', total_entries: 5, valid_entries: 5 });
    expect(report.epochs).toMatchObject([
      { install: 'install-1', seq: 1, continues: null },
      { install: 'install-2', seq: 4, continues: { install: 'install-1', ...last } },
    ]);
    const again = await fixture.open({ installId: 'install-2' });
    expect(again.began).toBe('same');
    await again.trail.close();
  });

  it('does not begin the epoch twice when a crash kept its head from the disk', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(2);
    rmSync(join(fixture.root, 'state'), { recursive: true });
    const heads = temporaryFolder();
    cpSync(fixture.headFolder, heads, { recursive: true });
    await (await fixture.open({ continueAs: 'new_epoch', installId: 'install-2' })).trail.close();
    cpSync(heads, fixture.headFolder, { recursive: true });
    const again = await fixture.open({ installId: 'install-2' });
    expect(again).toMatchObject({ began: 'same', adoptedEntries: 1 });
    await again.trail.close();
    expect((await fixture.verify()).epochs).toHaveLength(2);
  });

  it('is noticed when another key lies in its place', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(2);
    const other = SigningKey.generate();
    const keys: AuditKeys = { load: async () => other, create: async () => other };
    await expect(fixture.open({ keys })).rejects.toMatchObject({ why: 'another key signed it' });
  });
});

describe('beginning', () => {
  it('goes on from a crash anywhere in the first entry', async () => {
    const complete = new AuditFixture();
    const { trail } = await complete.open();
    await trail.close();
    const genesis = complete.bytes();
    for (let size = 0; size <= genesis.length; size += size > 3 && size < genesis.length - 20 ? 11 : 1) {
      const fixture = new AuditFixture();
      cpSync(complete.root, fixture.root, { recursive: true });
      truncateSync(fixture.path(), size);
      // The slot that was written first: no entry is acknowledged.
      rmSync(join(fixture.headFolder, 'audit_head_a'));
      const opened = await fixture.open();
      expect(opened.trail.compromised).toBeUndefined();
      expect(opened.adoptedEntries).toBe(size === genesis.length ? 1 : 0);
      await opened.trail.close();
      const report = await fixture.verify();
      expect(report).toMatchObject({ integrity: 'OK', invalid_details: [] });
      expect(report.epochs).toHaveLength(1);
      rmSync(fixture.root, { recursive: true });
    }
  }, 30_000);

  it.each([
    ['with', ''],
    ['without', '\n'],
  ])('goes on in a day file of the original system that ends %s a newline', async (_name, cutEnd) => {
    const fixture = new AuditFixture();
    await fixture.files.ensureFolder(fixture.folder);
    const sample = join(import.meta.dirname, '../../fixtures/legacy/audit_2026-02-05.jsonl');
    copyFileSync(sample, join(fixture.folder, 'audit_2026-02-05.jsonl'));
    const size = readFileSync(sample).length - cutEnd.length;
    truncateSync(fixture.path(), size);
    expect((await fixture.verify()).legacy).toEqual({ total: 33, valid: 33 });
    fixture.clock.advance(days(-2));
    await fixture.fill(2);
    expect(fixture.dayFiles()).toEqual(['audit_2026-02-05.jsonl']);
    const report = await fixture.verify({ deep: true });
    expect(report).toMatchObject({
      integrity: 'OK',
      total_entries: 3,
      valid_entries: 3,
      legacy: { total: 33, valid: 33 },
    });
    expect(fixture.bytes().subarray(0, size)).toEqual(readFileSync(sample).subarray(0, size));
  });

  it('keeps the key to this user alone', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(0);
    const { mode } = statSync(join(fixture.root, 'state', 'audit_key.pem'));
    expect(mode & 0o777).toBe(0o600);
  });
});
