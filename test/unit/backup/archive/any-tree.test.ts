import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractArchive } from '../../../../src/core/backup/archive/extracting/extract.ts';
import { LanePool } from '../../../../src/core/backup/archive/lanes/lane-pool.ts';
import { ProgressMeter } from '../../../../src/core/backup/archive/progress-meter.ts';
import { createArchive } from '../../../../src/core/backup/archive/writing/create.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';

/** Whatever a POSIX file system takes as a name. */
const fileName = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      'CON',
      'aux.md',
      'a.',
      'A',
      'a',
      'café',
      'cafe\u0301',
      'b:c',
      '50%',
      '%41',
      'tab\there',
      'back\\slash',
      ' ',
    ),
  )
  .filter(
    (name) =>
      !/[/\0]/.test(name) &&
      name !== '.' &&
      name !== '..' &&
      Buffer.byteLength(name) < 80 &&
      name.isWellFormed(),
  );

const file = fc.record({
  folders: fc.array(fileName, { maxLength: 3 }),
  name: fileName,
  contents: fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc.string({ maxLength: 200 }).map((text) => Buffer.from(text.repeat(50))),
    fc
      .integer({ min: 400_000, max: 1_300_000 })
      .map((size) => Buffer.alloc(size, 'A line that comes again. ')),
  ),
  modifiedS: fc.integer({ min: 0, max: 4_000_000_000 }),
});

// Names as Windows and macOS do not allow them.
describe.skipIf(process.platform !== 'linux')('any tree', { timeout: 60_000 }, () => {
  it('comes out of its archive as it went in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 12 }), async (files) => {
        const base = temporaryFolder();
        const source = join(base, 'source');
        mkdirSync(source);
        for (const one of files) place(source, one);
        const destination = await extracted(base, await archived(base, source));
        expect(listing(destination)).toEqual(listing(source));
      }),
      { numRuns: 15 },
    );
  });
});

describe.skipIf(process.platform !== 'linux')('names that other systems take for one', () => {
  it.each([
    ['a file and a folder', ['a', 'A/b', 'B/c', 'b']],
    ['two folders with such files in them', ['F/A', 'F/a', 'f/A', 'f/a', 'F/g/x', 'f/G/x']],
    ['a name that looks like the spelling of another', ['a', 'A', '%41', '%61', '%2541']],
    ['names with a percent sign', ['%a', '%A', '100%', 'x%zz', 'X%ZZ']],
    ['reserved names', ['CON', 'con', 'Con/x', 'aux.md', 'AUX.md']],
  ])('%s come out as they went in', async (_what, paths) => {
    const base = temporaryFolder();
    const source = join(base, 'source');
    mkdirSync(source);
    for (const path of paths) {
      mkdirSync(dirname(join(source, path)), { recursive: true });
      writeFileSync(join(source, path), path);
    }
    const destination = await extracted(base, await archived(base, source));
    expect(listing(destination).map(({ name }) => name)).toEqual(listing(source).map(({ name }) => name));
    for (const path of paths) expect(readFileSync(join(destination, path), 'utf8')).toBe(path);
  });
});

/** Unless a file stands where a folder should, or the other way round. */
function place(
  root: string,
  { folders, name, contents, modifiedS }: typeof file extends fc.Arbitrary<infer T> ? T : never,
): void {
  const path = join(root, ...folders, name);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
    utimesSync(path, modifiedS, modifiedS);
  } catch (error) {
    if (!/EEXIST|ENOTDIR|EISDIR/.test(String(error))) throw error;
  }
}

async function archived(base: string, folder: string) {
  const archive = join(base, 'archive.zip.partial');
  const lanes = new LanePool();
  const made = await createArchive(
    {
      partialPath: archive,
      sources: [{ kind: 'tree', prefix: 'obsidian_vault/', folder, except: [] }],
      metadata: { backup_version: '2.0.0', backup_timestamp: '2026-02-07T02:00:00Z' },
      counts: {},
    },
    lanes,
    () => {},
  );
  await lanes.close();
  return { archive, made };
}

async function extracted(base: string, { archive, made }: Awaited<ReturnType<typeof archived>>) {
  expect(made.unreadable).toEqual([]);
  const destination = join(base, 'destination');
  mkdirSync(destination);
  const rules = [{ from: 'obsidian_vault/', to: '' }];
  const lanes = new LanePool();
  await extractArchive({ archive, destination, rules }, lanes, new ProgressMeter('extracting', () => {}));
  await lanes.close();
  return destination;
}

function listing(root: string) {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const stats = statSync(join(root, name));
      if (stats.isDirectory()) return { name };
      return {
        name,
        mtime: Math.floor(stats.mtimeMs),
        contents: readFileSync(join(root, name)).toString('base64'),
      };
    });
}
