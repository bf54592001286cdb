import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { exportTrail, exportTrailZipped, genesisOf } from '../../../src/core/audit/index.ts';
import { AuditFixture } from './audit-fixture.ts';

describe('the export of the trail', () => {
  it('holds the lines byte by byte as they are', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(20);
    const { text, entries } = await exported(fixture, { format: 'jsonl' });
    expect(text).toBe(fixture.bytes().toString('utf8'));
    expect(entries).toBe(21);
  });

  it('is a table that no spreadsheet takes for formulas', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    trail.record({ action: 'human_alert', taskId: '=cmd|calc', details: { a: 'x, "y"' }, error: '-1\n+2' });
    trail.record({ action: 'human_alert', taskId: '@sum(a)', error: '\tfirst' });
    await trail.close();
    const { text } = await exported(fixture, { format: 'csv' });
    const [head, , ...rows] = text.split('\r\n');
    expect(head).toBe('seq,timestamp,action,task_id,result,details,error,prev,signature');
    expect(rows[0]).toContain(`,'=cmd|calc,success,"{""a"":""x, \\""y\\""""}","'-1\n+2",`);
    expect(rows[1]).toContain(",'@sum(a),success,{},'\tfirst,");
  });

  it('holds only what lies between the given times', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    for (const hour of [1, 2, 3]) {
      fixture.clock.advance(3_600_000);
      trail.record({ action: 'human_alert', details: { hour } });
    }
    await trail.close();
    const now = fixture.clock.now();
    const range = { sinceMs: now - 3_600_000, untilMs: now };
    const { text, entries } = await exported(fixture, { format: 'jsonl', ...range });
    expect(entries).toBe(1);
    expect(JSON.parse(text).details).toEqual({ hour: 2 });
  });
});

describe('the zipped export of the trail', () => {
  it('holds the same lines, and how they are proven', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(2_000);
    const pieces: Buffer[] = [];
    const entries = await exportTrailZipped({
      files: fixture.files,
      folder: fixture.folder,
      format: 'jsonl',
      readme: 'Public key: K',
      write: (bytes) => pieces.push(Buffer.from(bytes)),
    });
    const contents = await unzipped(Buffer.concat(pieces));
    expect(entries).toBe(2_001);
    expect(contents.get('trail.jsonl')).toBe(fixture.bytes().toString('utf8'));
    expect(contents.get('README.txt')).toBe('Public key: K');
  });

  it('fails as a whole when what it is written to fails', async () => {
    const fixture = new AuditFixture();
    await fixture.fill(20);
    const full = () => {
      throw new Error('the disk is full');
    };
    const { files, folder } = fixture;
    const exporting = exportTrailZipped({ files, folder, format: 'csv', readme: '', write: full });
    await expect(exporting).rejects.toThrow('the disk is full');
  });
});

describe('looking into the trail', () => {
  it('finds a text anywhere in an entry, whatever its case, page by page', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    for (const name of ['Müller "A"', 'meier', 'MÜLLER b', 'müller c'])
      trail.record({ action: 'human_alert', details: { name } });
    await trail.commit();
    const found = await trail.query({ text: 'müller', limit: 2 });
    expect(found.map(({ details }) => details.name)).toEqual(['MÜLLER b', 'müller c']);
    const before = await trail.query({ text: 'müller', limit: 2, beforeSeq: found[0]?.seq });
    expect(before.map(({ details }) => details.name)).toEqual(['Müller "A"']);
    expect(await trail.query({ text: '"a"' })).toHaveLength(1);
    await trail.close();
  });

  it('verifies with the raw public key of the genesis, and with no other', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    const genesis = genesisOf(await trail.query({ action: 'audit_genesis' }), 'install-1');
    await trail.close();
    const publicKey = genesis?.publicKey ?? '';
    expect(Buffer.from(publicKey, 'base64')).toHaveLength(32);
    expect((await fixture.verify({ publicKey })).integrity).toBe('OK');
    const other = Buffer.alloc(32, 7).toString('base64');
    expect((await fixture.verify({ publicKey: other })).integrity).toBe('COMPROMISED');
  });
});

async function exported(
  { files, folder }: AuditFixture,
  options: { readonly format: 'jsonl' | 'csv'; readonly sinceMs?: number; readonly untilMs?: number },
) {
  const pieces: Buffer[] = [];
  const write = (bytes: Uint8Array) => void pieces.push(Buffer.from(bytes));
  const entries = await exportTrail({ files, folder, ...options, write });
  return { text: Buffer.concat(pieces).toString('utf8'), entries };
}

async function unzipped(zip: Buffer): Promise<ReadonlyMap<string, string>> {
  const opened = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(zip, { lazyEntries: false }, (error, file) => (error ? reject(error) : resolve(file)));
  });
  const reads: Promise<readonly [string, string]>[] = [];
  opened.on('entry', (entry: yauzl.Entry) => {
    reads.push(
      new Promise((resolve, reject) => {
        opened.openReadStream(entry, (error, stream) => {
          if (error) reject(error);
          else buffer(stream).then((bytes) => resolve([entry.fileName, bytes.toString('utf8')]), reject);
        });
      }),
    );
  });
  await new Promise((resolve) => opened.once('end', resolve));
  return new Map(await Promise.all(reads));
}
