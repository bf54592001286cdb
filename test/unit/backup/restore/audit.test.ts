import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RestoreSite, readTree, type Tree } from '../../../helpers/restore-site.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { AuditFixture } from '../../audit/audit-fixture.ts';

const dayMs = 86_400_000;
const days = ['audit_2026-02-07.jsonl', 'audit_2026-02-08.jsonl', 'audit_2026-02-09.jsonl'] as const;
const legacy = readFileSync(
  resolve(import.meta.dirname, '../../../fixtures/legacy/audit_2026-02-05.jsonl'),
  'utf8',
);

/** A trail over two days and, after the backup, over a third. */
async function trail(): Promise<{ audit: AuditFixture; site: RestoreSite; archive: Tree }> {
  const audit = new AuditFixture(join(temporaryFolder(), 'workspace'));
  await audit.fill(5);
  audit.clock.advance(dayMs);
  await audit.fill(4);
  const archive = Object.fromEntries(
    Object.entries(readTree(audit.folder)).map(([name, content]) => [`audit_logs/${name}`, content]),
  );
  await audit.fill(3);
  audit.clock.advance(dayMs);
  await audit.fill(2);
  return { audit, site: new RestoreSite(audit.root), archive };
}

describe('the trail after a restore', () => {
  it('is not touched while it is sound: what came after the backup stays', async () => {
    const { audit, site, archive } = await trail();
    const before = readTree(audit.folder);
    await site.stage(archive, ['audit']);
    const ended = await site.settle();
    expect(readTree(audit.folder)).toEqual(before);
    expect(ended?.report?.parts).toMatchObject([{ outcome: 'unchanged', added: 0, changed: 0, kept: 2 }]);
  });

  it('has a missing day back, and goes on from its head', async () => {
    const { audit, site, archive } = await trail();
    const before = readTree(audit.folder);
    rmSync(audit.path(days[0]));
    expect((await audit.verify()).integrity).toBe('COMPROMISED');
    await site.stage(archive, ['audit']);
    const ended = await site.settle();
    expect(ended?.report?.parts).toMatchObject([{ outcome: 'restored', added: 1 }]);
    expect(readTree(audit.folder)).toEqual(before);
    await audit.fill(1);
    expect((await audit.verify({ deep: true })).integrity).toBe('OK');
  });

  it.each([
    ['a changed line', true, (text: string) => text.replace('task-1', 'task-9')],
    ['a removed line', true, (text: string) => text.split('\n').toSpliced(1, 1).join('\n')],
    ['what came after the backup is gone too', false, () => 'nothing of it is left\n'],
  ])(
    'has a damaged day repaired, with what was recorded after the backup: %s',
    async (_name, isWhole, damage) => {
      const { audit, site, archive } = await trail();
      const before = readTree(audit.folder);
      writeFileSync(audit.path(days[1]), damage(audit.bytes(days[1]).toString('utf8')));
      const harmed = await audit.verify();
      expect(harmed.integrity).toBe('COMPROMISED');
      await site.stage(archive, ['audit']);
      const ended = await site.settle();
      expect(ended?.report?.parts).toMatchObject([{ outcome: 'restored', changed: 1 }]);
      const healed = await audit.verify();
      expect(healed.valid_entries).toBeGreaterThan(harmed.valid_entries);
      if (isWhole) expect(readTree(audit.folder)).toEqual(before);
    },
  );

  it.each([
    ['removed', ''],
    ['cut in the middle of a line', undefined],
  ])('has what the archive knows of a day that was %s before more was recorded', async (_name, content) => {
    const audit = new AuditFixture(join(temporaryFolder(), 'workspace'));
    await audit.fill(5);
    const archive = { [`audit_logs/${days[0]}`]: audit.bytes(days[0]).toString('utf8') };
    await audit.fill(1);
    const text = audit.bytes(days[0]).toString('utf8');
    writeFileSync(audit.path(days[0]), content ?? text.slice(0, text.length / 2));
    await audit.fill(2);
    const harmed = await audit.verify();
    const site = new RestoreSite(audit.root);
    await site.stage(archive, ['audit']);
    const ended = await site.settle();
    expect(ended?.report?.parts).toMatchObject([{ outcome: 'restored', changed: 1 }]);
    const healed = await audit.verify();
    // The entry after the backup is in no archive: only it is missing.
    expect(healed.valid_entries).toBe(healed.total_entries);
    expect(healed.valid_entries).toBeGreaterThan(harmed.valid_entries);
    for (const line of archive[`audit_logs/${days[0]}`]?.trimEnd().split('\n') ?? [])
      expect(audit.bytes(days[0]).toString('utf8')).toContain(line);
  });

  it('is no worse for days that do not belong to it', async () => {
    const { audit, site } = await trail();
    const other = new AuditFixture(join(temporaryFolder(), 'other'));
    await other.fill(9);
    other.clock.advance(-dayMs);
    const before = readTree(audit.folder);
    const foreign = readFileSync(other.path(), 'utf8');
    await site.stage({ 'audit_logs/audit_2026-02-06.jsonl': foreign, [`audit_logs/${days[0]}`]: foreign }, [
      'audit',
    ]);
    const ended = await site.settle();
    expect(readTree(audit.folder)).toEqual(before);
    expect(ended?.report?.parts).toMatchObject([{ outcome: 'unchanged', kept: 2 }]);
  });

  it('takes in days of the original system, and names their digests to be sealed', async () => {
    const { audit, site } = await trail();
    await site.stage({ 'audit_logs/audit_2026-02-05.jsonl': legacy }, ['audit']);
    const ended = await site.settle();
    expect(Object.keys(ended?.sealed ?? {})).toEqual(['audit_2026-02-05.jsonl']);
    const report = await audit.verify({ deep: true });
    expect(report).toMatchObject({ integrity: 'OK' });
    expect(report.legacy.valid).toBeGreaterThan(0);
  });
});

describe('the trail of another installation', () => {
  it('goes on here as a new epoch, and what this one had recorded is kept aside', async () => {
    const { audit: other, archive: _early } = await trail();
    const here = new AuditFixture(join(temporaryFolder(), 'workspace'));
    const own = { installId: 'install-2' };
    await (await here.open(own)).trail.close();
    const before = readTree(here.folder);
    const site = new RestoreSite(here.root);
    const whole = Object.fromEntries(
      Object.entries(readTree(other.folder)).map(([name, content]) => [`audit_logs/${name}`, content]),
    );
    await site.stage(whole, ['audit'], { continue_trail: true });
    const ended = await site.settle();
    expect(ended?.report?.outcome).toBe('restored');
    const { trail: continued, began } = await here.open({ ...own, continueAs: 'new_epoch' });
    expect(began).toBe('new_epoch');
    await continued.close();
    const report = await here.verify({ deep: true });
    expect(report.integrity).toBe('OK');
    expect(report.epochs.map(({ install, continues }) => [install, continues?.install ?? null])).toEqual([
      ['install-1', null],
      ['install-2', 'install-1'],
    ]);
    const former = join(here.root, '.employee/former-trails', site.id);
    expect(readTree(former)).toMatchObject(before);
  });

  it('is refused when it is not sound, and nothing changes', async () => {
    const { audit: other } = await trail();
    const here = new AuditFixture(join(temporaryFolder(), 'workspace'));
    await (await here.open({ installId: 'install-2' })).trail.close();
    const before = readTree(here.root);
    const site = new RestoreSite(here.root);
    const whole = Object.fromEntries(
      Object.entries(readTree(other.folder)).map(([name, content]) => [
        `audit_logs/${name}`,
        content.replace('task-1', 'task-7'),
      ]),
    );
    await site.stage(whole, ['audit'], { continue_trail: true });
    const ended = await site.settle();
    expect(ended?.report).toMatchObject({
      outcome: 'rolled_back',
      problem: expect.stringContaining('continue'),
    });
    const after = Object.fromEntries(
      Object.entries(readTree(here.root)).filter(([path]) => !path.startsWith('.employee/restore')),
    );
    expect(after).toEqual(before);
  });
});
