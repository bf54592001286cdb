import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AuditFixture, days } from './audit-fixture.ts';

describe('a recorded entry', () => {
  it('is one line whose members stand in the order of the contract', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    trail.record({ action: 'task_claimed', taskId: 't1', details: { a: 1 } });
    await trail.commit();
    const line = fixture.lines()[1] ?? '';
    expect(fixture.dayFiles()).toEqual(['audit_2026-02-07.jsonl']);
    expect(Object.keys(JSON.parse(line))).toEqual(
      'seq timestamp action task_id result details error prev signature'.split(' '),
    );
    expect(line).toContain(
      '{"seq":2,"timestamp":"2026-02-07T09:00:00.123Z","action":"task_claimed","task_id":"t1","result":"success","details":{"a":1},"error":null,"prev":"',
    );
    await trail.close();
  });

  it('carries the hash of the line before and a signature that anyone can check with standard tools', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(3);
    const lines = fixture.lines();
    const genesis = JSON.parse(lines[0] ?? '');
    expect(genesis).toMatchObject({ seq: 1, action: 'audit_genesis', prev: '0'.repeat(64) });
    const key = createPublicKey({
      key: Buffer.from(genesis.details.public_key, 'base64'),
      format: 'der',
      type: 'spki',
    });
    let prev = '0'.repeat(64);
    for (const line of lines) {
      const body = line.slice(0, line.lastIndexOf(',"signature":'));
      const entry = JSON.parse(line);
      expect(entry.prev).toBe(prev);
      expect(verify(null, Buffer.from(body), key, Buffer.from(entry.signature, 'base64'))).toBe(true);
      prev = createHash('sha256').update(line).digest('hex');
    }
  });

  it('keeps any text and any JSON details exactly, and verifies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
        async (text, details) => {
          const fixture = new AuditFixture();
          const { trail } = await fixture.open();
          const safe = JSON.parse(JSON.stringify(details));
          trail.record({ action: 'human_alert', taskId: text, error: text, details: safe });
          await trail.commit();
          expect(await trail.tail(1)).toEqual([
            expect.objectContaining({ task_id: text, error: text, details: safe }),
          ]);
          expect(await fixture.verify({ deep: true })).toMatchObject({ integrity: 'OK', valid_entries: 2 });
          await trail.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('holds details of megabytes, and a digest in place of larger ones', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    const large = 'ä'.repeat(2_000_000);
    trail.record({ action: 'human_alert', details: { large } });
    trail.record({ action: 'human_alert', details: { large: 'x'.repeat(9_000_000) } });
    await trail.close();
    const [first, second] = await trail.tail(2);
    expect(first?.details).toEqual({ large });
    expect(second?.details).toMatchObject({ omitted: 'too large', size_bytes: 9_000_012 });
    expect((await fixture.verify()).integrity).toBe('OK');
  });

  it('takes no number when its details cannot be written', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    expect(() => trail.record({ action: 'human_alert', details: { n: 1n } })).toThrow(TypeError);
    expect(trail.record({ action: 'human_alert' }).seq).toBe(2);
    await trail.close();
  });

  it('is told to listeners only once it is acknowledged', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    const heard: number[] = [];
    const stop = trail.onEntry((entry) => heard.push(entry.seq));
    trail.record({ action: 'paused' });
    expect(heard).toEqual([]);
    await trail.commit();
    expect(heard).toEqual([2]);
    stop();
    trail.record({ action: 'resumed' });
    await trail.close();
    expect(heard).toEqual([2]);
    expect(() => trail.record({ action: 'paused' })).toThrow('closed');
  });
});

describe('a commit', () => {
  it('shares one pair of fsyncs among all who wait, and is free when nothing waits', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    trail.record({ action: 'paused' });
    await trail.commit();
    const before = fixture.fileSystem.syncs;
    await Promise.all(
      Array.from({ length: 64 }, (_, index) => {
        trail.record({ action: 'task_created', taskId: `t${index}` });
        return trail.commit();
      }),
    );
    expect(fixture.fileSystem.syncs - before).toBe(2);
    expect(trail.head.seq).toBe(66);
    await trail.commit();
    expect(fixture.fileSystem.syncs - before).toBe(2);
    await trail.close();
  });

  it('covers what was recorded while another was under way', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    trail.record({ action: 'paused' });
    const first = trail.commit();
    await Promise.resolve();
    await Promise.resolve();
    trail.record({ action: 'resumed' });
    await Promise.all([first, trail.commit()]);
    expect(trail.head.seq).toBe(3);
    expect((await fixture.open()).trail.head.seq).toBe(3);
    await trail.close();
  });

  it.each([0, 1, 100, 500, 1_500])(
    'loses nothing when the disk is full after %i bytes',
    async (roomBytes) => {
      const fixture = new AuditFixture();
      const { trail } = await fixture.open();
      const intact = fixture.bytes();
      fixture.fileSystem.roomBytes = roomBytes;
      for (let index = 0; index < 5; index += 1)
        trail.record({ action: 'task_created', taskId: `t${index}` });
      await expect(trail.commit()).rejects.toMatchObject({ name: 'EmployeeError', code: 'no_space' });
      expect(trail.head.seq).toBe(1);
      expect(fixture.bytes().subarray(0, intact.length)).toEqual(intact);
      expect(fixture.bytes().at(-1)).toBe(10);
      trail.record({ action: 'paused' });
      fixture.fileSystem.roomBytes = Number.POSITIVE_INFINITY;
      await trail.commit();
      expect((await trail.tail(10)).map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(await fixture.verify({ deep: true })).toMatchObject({ integrity: 'OK', total_entries: 7 });
      await trail.close();
    },
  );

  it('acknowledges nothing while fsync fails, and goes on when it works again', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    fixture.fileSystem.failSyncs = true;
    trail.record({ action: 'paused' });
    await expect(trail.commit()).rejects.toMatchObject({ code: 'io' });
    await expect(trail.commit()).rejects.toMatchObject({ code: 'io' });
    expect(trail.head.seq).toBe(1);
    fixture.fileSystem.failSyncs = false;
    fixture.clock.advance(days(1));
    trail.record({ action: 'resumed' });
    await trail.commit();
    expect(trail.head.seq).toBe(3);
    expect(await fixture.verify({ deep: true })).toMatchObject({ integrity: 'OK', total_entries: 3 });
    await trail.close();
  });
});

describe('the clock', () => {
  it('gives each UTC day its file, forwards and backwards, and one chain in order of seq', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    for (const jumpDays of [0, 1, 1, -3, 3, -1, 0, 400, -400]) {
      fixture.clock.advance(days(jumpDays));
      trail.record({ action: 'task_created', taskId: 'jumper' });
      trail.record({ action: 'task_claimed', taskId: 'jumper' });
      if (jumpDays !== -3) await trail.commit();
    }
    await trail.close();
    expect(fixture.dayFiles()).toHaveLength(5);
    expect((await trail.tail(19)).map((entry) => entry.seq)).toEqual(
      Array.from({ length: 19 }, (_, i) => i + 1),
    );
    expect((await trail.findByTask('jumper')).map((entry) => entry.seq)).toEqual(
      Array.from({ length: 18 }, (_, i) => i + 2),
    );
    const result = await fixture.verify({ deep: true });
    expect(result).toMatchObject({ integrity: 'OK', invalid_details: [], valid_entries: 19 });
    const again = await fixture.open();
    expect(again.trail.compromised).toBeUndefined();
    expect(again.trail.head).toEqual(result.head);
    await again.trail.close();
  });
});

describe('a day file that another program changes while the employee runs', () => {
  it.each([
    ['appended to', (path: string) => writeFileSync(path, 'noise without end', { flag: 'a' })],
    ['deleted', (path: string) => unlinkSync(path)],
    [
      'replaced',
      (path: string) => {
        writeFileSync(`${path}.new`, 'x'.repeat(statSync(path).size));
        renameSync(`${path}.new`, path);
      },
    ],
  ])('is noticed when %s; what follows is kept and the break is recorded', async (_name, tamper) => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    trail.record({ action: 'paused' });
    await trail.commit();
    trail.record({ action: 'resumed' });
    await trail.commit();
    tamper(fixture.path());
    trail.record({ action: 'service_stopped' });
    await trail.commit();
    expect(trail.compromised?.reason).toContain('changed by another program');
    const actions = (await trail.tail(10)).map((entry) => entry.action);
    expect(actions.slice(-2)).toEqual(['service_stopped', 'audit_break_detected']);
    expect((await fixture.verify()).integrity).toBe('COMPROMISED');
    await trail.close();
    expect(existsSync(join(fixture.headFolder, 'audit_head_a'))).toBe(true);
  });
});
