import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { SigningKey } from '../../../src/core/audit/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { AuditFixture, days } from './audit-fixture.ts';

async function filled(count = 9): Promise<AuditFixture> {
  const fixture = new AuditFixture();
  await fixture.fill(count);
  return fixture;
}

/** Three day files with entries 1–4, 5–7, 8–10. */
async function threeDays(): Promise<AuditFixture> {
  const fixture = new AuditFixture();
  await fixture.fill(3);
  for (let day = 0; day < 2; day += 1) {
    fixture.clock.advance(days(1));
    await fixture.fill(3);
  }
  return fixture;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Hashes every line on from the one before, as someone without the key could. */
function rechained(lines: readonly string[], from: number): string[] {
  const result = [...lines];
  for (let index = from; index < result.length; index += 1) {
    const prev = sha256(result[index - 1] ?? '');
    result[index] = (result[index] ?? '').replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`);
  }
  return result;
}

describe('verify finds', () => {
  it('an untouched trail whole, shallow and deep', async () => {
    const fixture = await threeDays();
    for (const deep of [false, true]) {
      const report = await fixture.verify({ deep });
      expect(report).toMatchObject({
        integrity: 'OK',
        total_entries: 10,
        valid_entries: 10,
        legacy: { total: 0, valid: 0 },
        invalid_details: [],
        head: { seq: 10 },
        repaired_tails: 0,
      });
      expect(report.epochs).toMatchObject([{ install: 'install-1', seq: 1, file: 'audit_2026-02-07.jsonl' }]);
    }
  });

  it('no workspace at all in order', async () => {
    expect(await new AuditFixture().verify()).toMatchObject({
      integrity: 'OK',
      total_entries: 0,
      head: null,
    });
  });

  it.each([
    [1, 'failure'],
    [1, 'x'],
    [2, 'ok'],
    [5, 'something much longer'.repeat(99)],
    [9, 'not quite a success'],
    [10, 'failure'],
    [10, 'hardly'],
    [10, 'not quite a success'],
  ])('an edit of line %i to %s, exactly there and nowhere else', async (line, result) => {
    const fixture = await filled();
    const lines = fixture.lines();
    lines[line - 1] = (lines[line - 1] ?? '').replace('"result":"success"', `"result":"${result}"`);
    fixture.put(lines);
    for (const deep of [false, true]) {
      expect((await fixture.verify({ deep })).invalid_details).toEqual([
        { file: 'audit_2026-02-07.jsonl', line, seq: line, reason: expect.stringContaining('edited') },
      ]);
    }
    expect((await fixture.verify()).valid_entries).toBe(9);
  });

  it('an edit whose chain was rewritten to the end, at the first changed line', async () => {
    const fixture = await filled(40);
    const lines = fixture.lines();
    lines[16] = (lines[16] ?? '').replace('zwölf', 'elf');
    fixture.put(rechained(lines, 17));
    for (const deep of [false, true]) {
      const report = await fixture.verify({ deep });
      expect(report.invalid_details).toEqual([
        { file: 'audit_2026-02-07.jsonl', line: 17, seq: 17, reason: expect.stringContaining('25 entries') },
      ]);
      expect(report.valid_entries).toBe(16);
    }
  });

  it('deleted lines', async () => {
    const fixture = await filled();
    fixture.put(fixture.lines().toSpliced(3, 2));
    expect((await fixture.verify()).invalid_details).toEqual([
      {
        file: 'audit_2026-02-07.jsonl',
        line: 4,
        seq: 6,
        reason: 'entries 4 to 5 are missing before this one',
      },
    ]);
  });

  it('a deleted beginning, checking signatures with the public key given', async () => {
    const fixture = await filled();
    const key = (await fixture.verify()).epochs[0]?.public_key ?? '';
    fixture.put(fixture.lines().slice(1));
    const [missing, ...others] = (await fixture.verify({ publicKey: key })).invalid_details;
    expect(missing).toMatchObject({ line: 1, seq: 2, reason: 'entry 1 is missing before this one' });
    expect(others).toMatchObject([{ reason: expect.stringContaining('foreign history') }]);
  });

  it.each([
    [1, { seq: 8, file: 'audit_2026-02-09.jsonl', line: 1 }],
    [2, { seq: 8, file: 'audit_2026-02-09.jsonl', line: null }],
  ])('a deleted day (%i)', async (index, place) => {
    const fixture = await threeDays();
    rmSync(fixture.path(fixture.dayFiles()[index]));
    const report = await fixture.verify();
    expect(report.invalid_details).toMatchObject([{ ...place, reason: expect.stringContaining('missing') }]);
  });

  it('a cut tail, by what the head says', async () => {
    const fixture = await filled();
    fixture.put(fixture.lines().slice(0, -2));
    expect((await fixture.verify()).invalid_details).toEqual([
      expect.objectContaining({
        line: null,
        seq: 9,
        reason: expect.stringContaining('9 to 10 are missing at the end'),
      }),
    ]);
  });

  it('reordered lines', async () => {
    const fixture = await filled();
    const lines = fixture.lines();
    fixture.put([...lines.slice(0, 4), lines[5] ?? '', lines[4] ?? '', ...lines.slice(6)]);
    expect((await fixture.verify()).invalid_details).toMatchObject([
      { line: 6, seq: 5, reason: expect.stringContaining('out of order') },
    ]);
  });

  it('lines moved into the file of another day', async () => {
    const fixture = await threeDays();
    const [first = '', second = ''] = fixture.dayFiles();
    const moved = fixture.lines(first).slice(-1);
    const rest = fixture.lines(first).slice(0, -1);
    fixture.put([...moved, ...fixture.lines(second)], second);
    fixture.put(rest, first);
    expect((await fixture.verify()).invalid_details).toMatchObject([
      { file: second, line: 1, seq: 4, reason: expect.stringContaining('another day') },
    ]);
  });

  it('a repeated line and a renamed day', async () => {
    const fixture = await threeDays();
    const lines = fixture.lines();
    fixture.put([...lines, lines[1] ?? '']);
    renameSync(fixture.path(fixture.dayFiles()[1]), join(fixture.folder, 'audit_2026-02-20.jsonl'));
    const report = await fixture.verify();
    expect(report.invalid_details).toMatchObject([
      { line: 5, seq: 2, reason: expect.stringContaining('out of order') },
      { file: 'audit_2026-02-20.jsonl', line: 1, reason: expect.stringContaining('another day') },
    ]);
    expect([report.total_entries, report.valid_entries]).toEqual([11, 10]);
  });

  it('a rollback of trail and head together, by the anchor kept outside', async () => {
    const fixture = await filled(3);
    const older = temporaryFolder();
    cpSync(fixture.root, older, { recursive: true });
    await fixture.fill(2);
    const anchor = (await fixture.verify()).head ?? undefined;
    expect((await fixture.verify({ anchor })).integrity).toBe('OK');
    const rolledBack = new AuditFixture(older);
    expect((await rolledBack.verify()).integrity).toBe('OK');
    expect((await rolledBack.verify({ anchor })).invalid_details).toMatchObject([
      { seq: 6, reason: expect.stringContaining('rolled back') },
    ]);
  });

  it('a foreign history under another genesis key', async () => {
    const own = await filled(3);
    const foreign = await filled(3);
    const epoch = (await own.verify()).epochs[0];
    const publicKey = epoch?.public_key ?? '';
    expect(
      (await own.verify({ publicKey, knownInstall: { installId: 'install-1', publicKey } })).integrity,
    ).toBe('OK');
    for (const option of [{ publicKey }, { knownInstall: { installId: 'install-1', publicKey } }]) {
      expect((await foreign.verify(option)).invalid_details).toMatchObject([
        { reason: expect.stringContaining('foreign history') },
      ]);
    }
    own.put(foreign.bytes());
    expect((await own.verify()).integrity).toBe('COMPROMISED');
    await expect(own.verify({ publicKey: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('another spelling of the same signature', async () => {
    const fixture = await filled(3);
    const lines = fixture.lines();
    const spelled = (lines[3] ?? '').replace(/(.)=="}$/, (_all, last: string) => {
      const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      return `${digits[digits.indexOf(last) ^ 1]}=="}`;
    });
    expect(spelled).not.toBe(lines[3]);
    fixture.put([...lines.slice(0, 3), spelled]);
    expect((await fixture.verify()).invalid_details).toMatchObject([{ line: 4, seq: 4 }]);
  });

  it('an entry of the original system slipped in among ours', async () => {
    const fixture = await filled(3);
    const entry = { action: 'hitl_approval_granted', details: {} };
    const signature = sha256('{"action": "hitl_approval_granted", "details": {}}default_key_change_me');
    fixture.put(fixture.lines().toSpliced(2, 0, JSON.stringify({ ...entry, signature })));
    expect((await fixture.verify()).invalid_details).toMatchObject([
      { line: 3, reason: expect.stringContaining('among ours') },
    ]);
  });

  it('a line of 40 MB that would not fit into memory twice', async () => {
    const fixture = await filled(3);
    fixture.put(fixture.lines().toSpliced(2, 0, 'x'.repeat(40_000_000)));
    expect((await fixture.verify()).invalid_details).toMatchObject([
      { line: 3, reason: 'longer than 16 MiB' },
    ]);
  });

  it('lines of garbage', async () => {
    const fixture = await filled(3);
    fixture.put(fixture.lines().toSpliced(2, 0, 'x'.repeat(17 * 1024 * 1024), 'y'.repeat(3_000_000)));
    expect((await fixture.verify()).invalid_details).toMatchObject([
      { line: 3, reason: 'not an audit entry (2 lines in a row)' },
    ]);
  });
});

describe('verify', () => {
  let whole: AuditFixture;
  let bytes: Buffer;
  beforeAll(async () => {
    const root = mkdtempSync(join(tmpdir(), 'employee-test-'));
    whole = new AuditFixture(root);
    await whole.fill(5);
    bytes = whole.bytes();
    return () => rmSync(root, { recursive: true, force: true });
  });

  it('detects any change of any single byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (position, change, deep) => {
          const tampered = Buffer.from(bytes);
          tampered[position] = (tampered[position] ?? 0) ^ change;
          whole.put(tampered);
          const report = await whole.verify({ deep });
          expect(report.integrity).toBe('COMPROMISED');
          expect(report.invalid_details.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('detects any removed or inserted stretch of bytes before the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 2),
        fc.integer({ min: 1, max: 900 }),
        fc.boolean(),
        async (position, length, insert) => {
          const end = Math.min(position + length, bytes.length - 1);
          const tampered = insert
            ? Buffer.concat([
                bytes.subarray(0, position),
                bytes.subarray(position - length),
                bytes.subarray(position),
              ])
            : Buffer.concat([bytes.subarray(0, position), bytes.subarray(end)]);
          fc.pre(!tampered.equals(bytes));
          whole.put(tampered);
          expect((await whole.verify()).integrity).toBe('COMPROMISED');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('writes nothing, reports progress, and stops when told to', async () => {
    const fixture = await threeDays();
    const before = fixture.fileSystem.syncs;
    const seen: number[] = [];
    await fixture.verify({
      deep: true,
      onProgress: ({ doneBytes, totalBytes }) => seen.push(doneBytes / totalBytes),
    });
    expect(seen.at(-1)).toBe(1);
    expect(fixture.fileSystem.syncs).toBe(before);
    await expect(fixture.verify({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });

  it('finds nothing wrong while entries are being written', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    for (let round = 0; round < 20; round += 1) {
      for (let index = 0; index < 20; index += 1) trail.record({ action: 'task_created' });
      fixture.clock.advance(days(round % 3 === 0 ? 1 : 0));
      const [report] = await Promise.all([fixture.verify(), trail.commit()]);
      expect(report.invalid_details).toEqual([]);
    }
    await trail.close();
  });

  it('follows a rotated key, and only one that the former key signed', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    const next = SigningKey.generate();
    trail.record({ action: 'audit_key_rotated', details: { public_key: next.verifying.text } });
    await trail.close();
    const [genesis = '', rotation = ''] = fixture.lines();
    const line = (key: SigningKey) => {
      const body = `{"seq":3,"timestamp":"2026-02-07T09:00:00.123Z","action":"paused","task_id":null,"result":"success","details":{},"error":null,"prev":"${sha256(rotation)}"`;
      return `${body},"signature":"${key.sign(Buffer.from(body))}"}`;
    };
    // The head names entry 2; a head for entry 3 is not needed to judge line 3 behind a further line.
    const heads = join(fixture.headFolder, 'audit_head_a');
    for (const [key, defects] of [
      [next, 0],
      [SigningKey.generate(), 1],
    ] as const) {
      fixture.put([genesis, rotation, line(key)]);
      rmSync(heads, { force: true });
      rmSync(join(fixture.headFolder, 'audit_head_b'), { force: true });
      const details = (await fixture.verify({ deep: true })).invalid_details;
      expect(details.filter((defect) => defect.reason.includes('edited'))).toHaveLength(defects);
    }
  });

  it('reports the entries of the original system apart, each invalid one by its line', async () => {
    const fixture = new AuditFixture();
    await fixture.files.ensureFolder(fixture.folder);
    const sample = join(import.meta.dirname, '../../fixtures/legacy/audit_2026-02-05.jsonl');
    cpSync(sample, join(fixture.folder, 'audit_2026-02-05.jsonl'));
    await fixture.fill(2);
    const name = 'audit_2026-02-05.jsonl';
    expect(await fixture.verify()).toMatchObject({
      integrity: 'OK',
      total_entries: 3,
      legacy: { total: 33, valid: 33 },
    });
    const lines = fixture.lines(name);
    lines[4] = (lines[4] ?? '').replace('success', 'failure');
    writeFileSync(fixture.path(name), `${lines.join('\n')}\n`);
    const report = await fixture.verify();
    expect(report).toMatchObject({ valid_entries: 3, legacy: { total: 33, valid: 32 } });
    expect(report.invalid_details).toMatchObject([{ file: name, line: 5, seq: null }]);
    expect((await fixture.verify({ legacyKey: 'other' })).legacy.valid).toBe(0);
    const { trail } = await fixture.open();
    expect(trail.compromised).toBeUndefined();
    await trail.close();
  });
});
