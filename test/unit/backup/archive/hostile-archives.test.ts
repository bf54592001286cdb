import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extractArchive } from '../../../../src/core/backup/archive/extracting/extract.ts';
import { LanePool } from '../../../../src/core/backup/archive/lanes/lane-pool.ts';
import { ProgressMeter } from '../../../../src/core/backup/archive/progress-meter.ts';
import { OpenArchive } from '../../../../src/core/backup/archive/reading/open-archive.ts';
import { verifyArchive } from '../../../../src/core/backup/archive/reading/verify.ts';
import { EmployeeError } from '../../../../src/shared/errors.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { largeEnd, metadataEntry, type RawEnd, type RawEntry, zipBytes } from '../../../helpers/zip-bytes.ts';

interface Case {
  readonly what: string;
  readonly bytes: Buffer;
  /** The reason a person reads. */
  readonly reason: RegExp;
}

const note = { name: 'obsidian_vault/Notes/a.md', contents: 'An ordinary note.\n'.repeat(20) };
const other = { name: 'obsidian_vault/Notes/b.md', contents: 'Another one.' };
const whole = zipBytes([note, other, metadataEntry([note, other])]);

/** An archive in which the manifest vouches for the note and for everything that has a plain name. */
function withEntry(entry: RawEntry, end: RawEnd = {}): Buffer {
  const file = { name: String(entry.name), contents: entry.contents ?? '' };
  return zipBytes([note, { contents: '', ...entry }, metadataEntry([note, file])], end);
}

const badNames: readonly [string, RegExp][] = [
  ['../evil.md', /leads out of its folder/],
  ['obsidian_vault/../../evil.md', /leads out of its folder/],
  ['obsidian_vault/./a.md', /leads out of its folder/],
  ['obsidian_vault/..', /leads out of its folder/],
  ['/etc/evil.md', /absolute path/],
  ['//server/share/evil.md', /absolute path/],
  ['C:/evil.md', /drive letter/],
  ['c:evil.md', /drive letter/],
  ['\\\\server\\share\\evil.md', /backslash/],
  ['..\\evil.md', /backslash/],
  ['obsidian_vault\\evil.md', /backslash/],
  ['obsidian_vault/e\0vil.md', /NUL/],
  ['obsidian_vault/e\nvil.md', /control or reserved character/],
  ['obsidian_vault/e\u001b[2Jvil.md', /control or reserved character/],
  ['obsidian_vault/e\u007fvil.md', /control or reserved character/],
  ['obsidian_vault/what?.md', /control or reserved character/],
  ['obsidian_vault/CON', /reserved on Windows/],
  ['obsidian_vault/aux.md', /reserved on Windows/],
  ['obsidian_vault/Com1.txt', /reserved on Windows/],
  ['obsidian_vault/NUL /a.md', /ends in a dot or a space|reserved on Windows/],
  ['obsidian_vault/lpt¹.txt', /reserved on Windows/],
  ['obsidian_vault/trailing.', /ends in a dot or a space/],
  ['obsidian_vault/trailing ', /ends in a dot or a space/],
  ['obsidian_vault/a.md:hidden', /colon/],
  ['obsidian_vault//a.md', /empty part/],
  ['', /empty/],
  ['/', /empty|absolute/],
  [`obsidian_vault/${'n'.repeat(256)}`, /too long/],
  [`obsidian_vault/${'folder/'.repeat(600)}a.md`, /too long|too deep/],
  [`${'d/'.repeat(300)}a.md`, /too deep/],
];

const names: readonly Case[] = badNames.map(([name, reason]) => ({
  what: `the name ${JSON.stringify(name).slice(0, 60)}`,
  bytes: withEntry({ name, contents: 'evil' }),
  reason,
}));

const pairs: readonly Case[] = [
  { what: 'the same name twice', second: 'obsidian_vault/Notes/a.md', reason: /in the archive twice/ },
  {
    what: 'names that differ only by case',
    second: 'obsidian_vault/notes/A.md',
    reason: /only by case or form/,
  },
  {
    what: 'a file and a folder of one name',
    second: 'obsidian_vault/Notes/a.md/',
    reason: /only by case or form|twice/,
  },
  { what: 'a file below a file', second: 'obsidian_vault/Notes/a.md/b.md', reason: /below a file/ },
  {
    what: 'a file below a file of another case',
    second: 'obsidian_vault/Notes/A.MD/b.md',
    reason: /below a file/,
  },
].map(({ what, second, reason }) => ({ what, bytes: withEntry({ name: second }), reason }));

const unicode: Case = {
  what: 'names that differ only by the form of Unicode',
  bytes: zipBytes([
    note,
    { name: 'obsidian_vault/caf\u00e9.md' },
    { name: 'obsidian_vault/cafe\u0301.md' },
    metadataEntry([note]),
  ]),
  reason: /only by case or form/,
};

const kinds: readonly Case[] = [
  {
    what: 'a symbolic link',
    bytes: withEntry({ name: 'link', contents: '/etc', mode: 0o120777 }),
    reason: /symbolic link/,
  },
  {
    what: 'a symbolic link, then a file through it',
    bytes: zipBytes([
      { name: 'obsidian_vault/out', contents: '/tmp', mode: 0o120777 },
      { name: 'obsidian_vault/out/evil.md', contents: 'evil' },
      metadataEntry([]),
    ]),
    reason: /symbolic link/,
  },
  {
    what: 'a link of Windows',
    bytes: withEntry({ name: 'link', madeBy: 20, mode: 0, attributes: 0x400 }),
    reason: /symbolic link/,
  },
  {
    what: 'a device',
    bytes: withEntry({ name: 'device', mode: 0o020666 }),
    reason: /neither a file nor a folder/,
  },
  {
    what: 'a pipe',
    bytes: withEntry({ name: 'pipe', mode: 0o010666 }),
    reason: /neither a file nor a folder/,
  },
  {
    what: 'a folder that is called a file',
    bytes: withEntry({ name: 'folder', mode: 0o040755 }),
    reason: /contradict each other/,
  },
  {
    what: 'a folder with contents',
    bytes: withEntry({ name: 'folder/', contents: 'evil' }),
    reason: /folder with contents/,
  },
  {
    what: 'an encrypted entry',
    bytes: withEntry({ name: 'secret', contents: 'x', flags: 0x0801 }),
    reason: /encrypted/,
  },
  {
    what: 'a strongly encrypted entry',
    bytes: withEntry({ name: 'secret', flags: 0x0841 }),
    reason: /encrypted|encryption/,
  },
  {
    what: 'an encrypted directory',
    bytes: withEntry({ name: 'secret', flags: 0x2800 }),
    reason: /encrypted/,
  },
  {
    what: 'a method nobody supports',
    bytes: withEntry({ name: 'lzma', contents: 'x', method: 14 }),
    reason: /method that is not supported/,
  },
  {
    what: 'a name that is not UTF-8',
    bytes: withEntry({ name: Buffer.from([0x61, 0xff, 0xfe]) }),
    reason: /not UTF-8/,
  },
  {
    what: 'a second name',
    bytes: withEntry({ name: 'one.md', extra: Buffer.from('757008000100000000746f6f', 'hex') }),
    reason: /two names/,
  },
  {
    what: 'a damaged extra field',
    bytes: withEntry({ name: 'one.md', extra: Buffer.from('0100ffff', 'hex') }),
    reason: /directory is damaged/,
  },
];

const zeros = Buffer.alloc(1_000_000);
const sizes: readonly Case[] = [
  {
    what: 'metadata that is nested without end',
    bytes: zipBytes([
      note,
      { name: 'backup_metadata.json', contents: `{"files":[],"x":${'['.repeat(2_000_000)}` },
    ]),
    reason: /nested too deeply/,
  },
  {
    what: 'a time that paints the terminal',
    bytes: zipBytes([note, metadataEntry([note], { backup_timestamp: '\u001b[31mred' })]),
    reason: /metadata/,
  },
  {
    what: 'a size that is too small',
    bytes: withEntry({ name: 'x.md', contents: zeros, size: 10 }),
    reason: /size is not the one in the manifest/,
  },
  {
    what: 'a size that is too large',
    bytes: withEntry({ name: 'x.md', contents: 'abc', size: 10_000 }),
    reason: /size is not the one in the manifest/,
  },
  {
    what: 'a size that is too small in directory and manifest',
    bytes: zipBytes([
      { name: 'x.md', contents: zeros, size: 3, crc: 1 },
      metadataEntry([{ name: 'x.md', contents: 'abc' }]),
    ]),
    reason: /not as long as the directory says/,
  },
  {
    what: 'a size that is too large in directory and manifest',
    bytes: zipBytes([
      { name: 'x.md', contents: 'abc', size: 1_000_000 },
      metadataEntry([{ name: 'x.md', contents: zeros }]),
    ]),
    reason: /not as long as the directory says/,
  },
  {
    what: 'a false CRC',
    bytes: withEntry({ name: 'x.md', contents: 'abc', crc: 7 }),
    reason: /do not fit their CRC/,
  },
  {
    what: 'other contents than the manifest says',
    bytes: zipBytes([{ name: 'x.md', contents: 'abd' }, metadataEntry([{ name: 'x.md', contents: 'abc' }])]),
    reason: /do not fit the hash in the manifest/,
  },
  {
    what: 'a stored entry with two sizes',
    bytes: withEntry({ name: 'x.md', contents: 'abc', method: 0, packedSize: 2 }),
    reason: /two sizes contradict/,
  },
  {
    what: 'contents that reach into the directory',
    bytes: withEntry({ name: 'x.md', contents: 'abc', packedSize: 5_000 }),
    reason: /overlaps|reaches beyond/,
  },
  {
    what: 'packed bytes that are rubbish',
    bytes: withEntry({ name: 'x.md', contents: 'abc', packed: Buffer.from([255, 255, 255]) }),
    reason: /packed contents are damaged/,
  },
  {
    what: 'packed bytes that end too early',
    bytes: withEntry({ name: 'x.md', contents: zeros, packedSize: 20 }),
    reason: /damaged|not as long|missing/,
  },
  {
    what: 'another method in its own header',
    bytes: withEntry({ name: 'x.md', contents: 'abc', local: { method: 0 } }),
    reason: /header and the directory contradict/,
  },
  {
    what: 'another name in its own header',
    bytes: withEntry({ name: 'x.md', contents: 'abc', local: { name: 'y.md' } }),
    reason: /header and the directory contradict/,
  },
  {
    what: 'another CRC in its own header',
    bytes: withEntry({ name: 'x.md', contents: 'abc', local: { crc: 1 } }),
    reason: /header and the directory contradict/,
  },
  {
    what: 'another size in its own header',
    bytes: withEntry({ name: 'x.md', contents: 'abc', local: { size: 1 } }),
    reason: /header and the directory contradict/,
  },
  {
    what: 'encryption in its own header only',
    bytes: withEntry({ name: 'x.md', contents: 'abc', local: { flags: 0x0801 } }),
    reason: /header and the directory contradict/,
  },
  {
    what: 'no header of its own',
    bytes: withEntry({ name: 'x.md', contents: 'abc', local: { signature: 0 } }),
    reason: /header is missing/,
  },
];

const places: readonly Case[] = [
  {
    what: 'entries that share their contents',
    bytes: zipBytes([note, { ...other, directoryOnly: true, offset: 0 }, metadataEntry([note])]),
    reason: /overlaps another entry/,
  },
  {
    what: 'a thousand entries over one bomb',
    bytes: zipBytes([
      { name: 'bomb', contents: zeros },
      ...Array.from({ length: 1_000 }, (_, index) => ({
        name: `bomb-${index}`,
        contents: zeros,
        directoryOnly: true,
        offset: 0,
      })),
      metadataEntry([]),
    ]),
    reason: /overlaps another entry/,
  },
  {
    what: 'something before the first entry',
    bytes: zipBytes([note, metadataEntry([note])], { before: Buffer.from('MZ a program') }),
    reason: /before its first entry/,
  },
  {
    what: 'an offset beyond the file',
    bytes: withEntry({ name: 'x.md', contents: 'abc', offset: 0x7fffffff }),
    reason: /reaches beyond/,
  },
];

const ends: readonly Case[] = [
  { what: 'an empty file', bytes: Buffer.alloc(0), reason: /too short/ },
  { what: 'something that is no zip', bytes: Buffer.alloc(100_000, 'no zip '), reason: /no zip file/ },
  {
    what: 'more entries than there are',
    bytes: zipBytes([note, metadataEntry([note])], { entryCount: 3 }),
    reason: /directory is damaged|more entries/,
  },
  {
    what: 'fewer entries than there are',
    bytes: zipBytes([note, metadataEntry([note])], { entryCount: 1 }),
    reason: /more than it says/,
  },
  {
    what: 'a directory that is longer than said',
    bytes: zipBytes([note, metadataEntry([note])], { directoryBytes: 50 }),
    reason: /not where its end says/,
  },
  {
    what: 'a directory elsewhere',
    bytes: zipBytes([note, metadataEntry([note])], { directoryOffset: 3 }),
    reason: /not where its end says/,
  },
  {
    what: 'something between directory and end',
    bytes: zipBytes([note, metadataEntry([note])], { between: Buffer.alloc(8) }),
    reason: /not where its end says/,
  },
  {
    what: 'several disks',
    bytes: zipBytes([note, metadataEntry([note])], { disk: 1 }),
    reason: /several disks/,
  },
  {
    what: 'entries on several disks',
    bytes: zipBytes([note, metadataEntry([note])], { entriesOnDisk: 1 }),
    reason: /several disks/,
  },
  {
    what: 'an end within the comment of an end',
    bytes: zipBytes([note, metadataEntry([note])], { comment: whole.subarray(-22) }),
    reason: /two ends/,
  },
  {
    what: 'two archives in one file',
    bytes: Buffer.concat([whole, whole]),
    reason: /not where its end says/,
  },
  { what: 'bytes after the end', bytes: Buffer.concat([whole, Buffer.from('more')]), reason: /no zip file/ },
  {
    what: 'a zip64 end that is elsewhere',
    bytes: zipBytes([note, metadataEntry([note])], {
      between: largeEnd({ entryCount: 2n, directoryBytes: 10n, directoryOffset: 10n, recordOffset: 1n }),
    }),
    reason: /zip64 end is not where it says/,
  },
  {
    what: 'a zip64 end beyond all numbers',
    bytes: zipBytes([note, metadataEntry([note])], {
      between: largeEnd({
        entryCount: 2n,
        directoryBytes: 10n,
        directoryOffset: 10n,
        recordOffset: 2n ** 63n,
      }),
    }),
    reason: /impossible size/,
  },
  {
    what: 'a zip64 end with a million million entries',
    bytes: zip64({ entryCount: 10n ** 12n, plainCount: 0xffff }),
    reason: /more than 1000000 entries|more entries than/,
  },
  {
    what: 'a zip64 end that contradicts the short one',
    bytes: zip64({ entryCount: 7n }),
    reason: /contradict each other/,
  },
  {
    what: 'a zip64 end of another length',
    bytes: zip64({ recordBytes: 45n }),
    reason: /zip64 end is damaged/,
  },
  {
    what: 'a zip64 end with another signature',
    bytes: zip64({ signature: 1 }),
    reason: /zip64 end is damaged/,
  },
];

/** A zip with a zip64 end, right but for the differences. */
function zip64(change: {
  entryCount?: bigint;
  plainCount?: number;
  recordBytes?: bigint;
  signature?: number;
}): Buffer {
  const plain = zipBytes([note, metadataEntry([note])]);
  const end = plain.subarray(-22);
  const [directoryBytes, directoryOffset] = [end.readUInt32LE(12), end.readUInt32LE(16)];
  const { plainCount = 2, entryCount = 2n, ...rest } = change;
  const between = largeEnd({
    entryCount,
    directoryBytes: BigInt(directoryBytes),
    directoryOffset: BigInt(directoryOffset),
    recordOffset: BigInt(directoryOffset + directoryBytes),
    ...rest,
  });
  return zipBytes([note, metadataEntry([note])], { between, entryCount: plainCount });
}

const metadata: readonly Case[] = [
  { what: 'no metadata', bytes: zipBytes([note]), reason: /no metadata/ },
  { what: 'no entries at all', bytes: zipBytes([]), reason: /no metadata/ },
  { what: 'a zip of zips', bytes: zipBytes([{ name: 'a.zip', contents: whole }]), reason: /no metadata/ },
  {
    what: 'metadata that is no JSON',
    bytes: zipBytes([note, { name: 'backup_metadata.json', contents: '{"files": [' }]),
    reason: /no JSON|no manifest/,
  },
  {
    what: 'metadata that is a list',
    bytes: zipBytes([note, { name: 'backup_metadata.json', contents: '[]' }]),
    reason: /not as it must be/,
  },
  {
    what: 'metadata without a manifest',
    bytes: zipBytes([note, metadataEntry([], { files: undefined })]),
    reason: /no manifest/,
  },
  {
    what: 'a manifest that is no list',
    bytes: zipBytes([note, metadataEntry([], { files: { a: 1 } })]),
    reason: /no manifest/,
  },
  {
    what: 'a manifest of something else',
    bytes: zipBytes([note, metadataEntry([], { files: [1, 2] })]),
    reason: /entry of its manifest/,
  },
  {
    what: 'an unknown version',
    bytes: zipBytes([note, metadataEntry([note], { backup_version: '9.0' })]),
    reason: /version is not supported/,
  },
  {
    what: 'a manifest with an endless entry',
    bytes: zipBytes([note, metadataEntry([], { files: [{ path: 'x'.repeat(100_000) }] })]),
    reason: /too long/,
  },
  {
    what: 'a file that is not in the manifest',
    bytes: zipBytes([note, other, metadataEntry([note])]),
    reason: /not in the manifest/,
  },
  {
    what: 'a file that is only in the manifest',
    bytes: zipBytes([note, metadataEntry([note, other])]),
    reason: /not in the archive/,
  },
  {
    what: 'a manifest that lists twice',
    bytes: zipBytes([note, metadataEntry([note, note])]),
    reason: /lists it twice/,
  },
  {
    what: 'a real name that leads elsewhere',
    bytes: zipBytes([note, metadataEntry([], { files: [{ ...manifestOf(note), name: '../../evil.md' }] })]),
    reason: /name that does not belong to it/,
  },
  {
    what: 'a real name that leads elsewhere in disguise',
    bytes: zipBytes([
      { name: 'obsidian_vault/%2E%2E/%2E%2E/evil.md', contents: 'evil' },
      metadataEntry([], {
        files: [
          {
            ...manifestOf({ name: 'obsidian_vault/%2E%2E/%2E%2E/evil.md', contents: 'evil' }),
            name: 'obsidian_vault/../../evil.md',
          },
        ],
      }),
    ]),
    reason: /name that does not belong to it|outside the folder/,
  },
];

const truncated: readonly Case[] = [1, 10, 22, 23, 60, 100, 300, 500].map((bytes) => ({
  what: `the last ${bytes} bytes missing`,
  bytes: whole.subarray(0, Math.max(0, whole.byteLength - bytes)),
  reason: /no zip file|cut short|too short/,
}));

const original: readonly Case[] = [
  {
    what: 'a bomb in the form of the original',
    bytes: zipBytes([
      { name: 'backup_x/obsidian_vault/bomb', contents: zeros, size: 0xf0000000 },
      { name: 'backup_x/backup_metadata.json', contents: '{}' },
    ]),
    reason: /claims to unpack to/,
  },
  {
    what: 'traversal in the form of the original',
    bytes: zipBytes([{ name: 'backup_x/../../evil.md', contents: 'x' }]),
    reason: /leads out of its folder/,
  },
  {
    what: 'traversal by backslashes in the form of the original',
    bytes: zipBytes([{ name: 'backup_x\\..\\..\\evil.md', contents: 'x' }]),
    reason: /leads out of its folder/,
  },
  {
    what: 'something beside the one folder of the original',
    bytes: zipBytes([{ name: 'backup_x/a.md', contents: 'x' }, { name: 'b.md' }]),
    reason: /no backup/,
  },
];

function manifestOf(file: { readonly name: string; readonly contents: string }) {
  const [entry] = JSON.parse(String(metadataEntry([file]).contents)).files;
  return entry;
}

const cases = [
  ...[...names, ...pairs, unicode, ...kinds, ...sizes],
  ...[...places, ...ends, ...metadata, ...truncated, ...original],
];

describe('a hostile archive', () => {
  it('comes in at least sixty kinds', () => expect(cases.length).toBeGreaterThan(60));

  it('is not what the builder makes by itself', async () => {
    const { path, staging } = place(whole);
    expect(await verify(path)).toMatchObject({ ok: true, files: 2, hashedFiles: 2 });
    expect(await extract(path, staging)).toEqual({ files: 2, bytes: 372 });
    expect(await verify(place(zip64({})).path)).toMatchObject({ ok: true });
  });

  it('is none of the original whose names Windows PowerShell separated by backslashes', async () => {
    const at = 'backup_2026-02-07_02-00-00\\';
    const bytes = zipBytes([
      { name: `${at}obsidian_vault\\Notes\\a.md`, contents: 'from Windows' },
      { name: `${at}backup_metadata.json`, contents: '{"backup_version":"1.0.0"}' },
    ]);
    const { path, staging } = place(bytes);
    expect(await verify(path)).toMatchObject({ ok: true, origin: 'original', files: 1 });
    await extract(path, staging);
    expect(readFileSync(join(staging, 'obsidian_vault', 'Notes', 'a.md'), 'utf8')).toBe('from Windows');
  });

  it.each(cases)(
    'with $what is refused by name, and nothing of it leaves the staging folder',
    async ({ bytes, reason }) => {
      const startMs = performance.now();
      const { path, staging, outside } = place(bytes);
      const verified = await verify(path);
      expect(verified.ok).toBe(false);
      expect(verified.problems.map((problem) => problem.reason).join('\n')).toMatch(reason);
      const error = await extract(path, staging).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(EmployeeError);
      expect(error).toMatchObject({ code: 'integrity' });
      expect(outside()).toEqual(['archive.zip', 'kept.md', 'staging']);
      for (const entry of readdirSync(staging, { recursive: true, withFileTypes: true })) {
        expect(entry.isFile() || entry.isDirectory()).toBe(true);
      }
      expect(performance.now() - startMs).toBeLessThan(10_000);
    },
  );

  it.each([...names, ...pairs, ...kinds, ...ends, ...metadata])(
    'with $what cannot be opened either',
    async ({ bytes, reason }) => {
      const opened = OpenArchive.open(place(bytes).path);
      await expect(opened).rejects.toMatchObject({ code: 'integrity', why: expect.stringMatching(reason) });
    },
  );
});

function place(bytes: Buffer) {
  const folder = temporaryFolder();
  const path = join(folder, 'archive.zip');
  const staging = join(folder, 'staging');
  writeFileSync(path, bytes);
  writeFileSync(join(folder, 'kept.md'), 'kept');
  mkdirSync(staging);
  const outside = () => {
    expect(readFileSync(join(folder, 'kept.md'), 'utf8')).toBe('kept');
    return readdirSync(folder).sort();
  };
  return { path, staging, outside };
}

async function verify(path: string) {
  const lanes = new LanePool();
  const verified = await verifyArchive(path, lanes, new ProgressMeter('verifying', () => {}));
  await lanes.close();
  return verified;
}

async function extract(archive: string, destination: string) {
  const lanes = new LanePool();
  const rules = ['obsidian_vault/', 'audit_logs/', 'bomb', 'x.md', 'link', ''].map((from) => ({
    from,
    to: from,
  }));
  try {
    return await extractArchive(
      { archive, destination, rules },
      lanes,
      new ProgressMeter('extracting', () => {}),
    );
  } finally {
    await lanes.close();
  }
}
