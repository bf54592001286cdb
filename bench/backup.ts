import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ArchivePlan,
  Archives,
  type CreatedArchive,
  ForkLauncher,
} from '../src/core/backup/archive/index.ts';
import { builtProgram } from './lib/built-program.ts';
import { type DataSet, dataSetA, dataSetB, manyTasks } from './lib/data-sets.ts';
import { hasZipTools, type Measured, measureWork, secondsOf } from './lib/measured-work.ts';
import { freshPlace } from './lib/place.ts';
import { quantile, report, round } from './lib/report.ts';

const rounds = 5;
const maxPeakMb = 200;
const largeBytes = 6 * 1024 ** 3;
const archives = new Archives(new ForkLauncher(builtProgram));

/** Create, manifest and whole read-back against `zip -6 -r` and `unzip -t`, in turns. */
export async function backup(): Promise<void> {
  await againstZip(dataSetA(), 0.7, 0.5);
  await againstZip(dataSetB(), 1, 0.75);
  const many = await create(manyTasks(), freshPlace('backup').base);
  reportPeak('backup.many.peak_memory', [many], { files: many.result.files, seconds: round(many.seconds) });
}

/** One file of 6 GB: zip64, and that memory does not grow with files. */
export async function backupLarge(): Promise<void> {
  const place = freshPlace('backup-large');
  const source = join(place.base, 'large.bin');
  writeLarge(source);
  const { base } = place;
  const made = await measureWork(() =>
    archives.create(plan(base, [{ kind: 'file', path: 'obsidian_vault/large.bin', source }])),
  );
  const { files, bytes, sizeBytes } = made.result;
  reportPeak('backup.large.peak_memory', [made], { files, bytes, sizeBytes, seconds: round(made.seconds) });
  rmSync(source);
  rmSync(plan(base, []).partialPath);
}

async function againstZip(set: DataSet, limit: number, aim: number): Promise<void> {
  const { base } = freshPlace('backup');
  const ours: Measured<CreatedArchive>[] = [];
  const theirs: number[] = [];
  const zip = join(base, 'theirs.zip');
  const canCompare = hasZipTools();
  for (let count = 0; count < rounds; count += 1) {
    if (canCompare) {
      theirs.push(
        secondsOf(set.root, ['zip', '-6', '-q', '-r', zip, ...set.folders], ['unzip', '-tqq', zip]),
      );
      rmSync(zip);
    }
    ours.push(await create(set, base));
  }
  const seconds = quantile(
    ours.map((one) => one.seconds),
    0.5,
  );
  const [made] = ours;
  const details = {
    files: made?.result.files,
    bytes: made?.result.bytes,
    sizeBytes: made?.result.sizeBytes,
    aim,
  };
  if (canCompare) {
    const zipSeconds = quantile(theirs, 0.5);
    const value = quantile(
      ours.map((one, index) => one.seconds / (theirs[index] ?? 0)),
      0.5,
    );
    report({
      name: `backup.${set.name}`,
      value,
      unit: '× of zip',
      limit,
      must: 'at most',
      seconds,
      zipSeconds,
      ...details,
    });
  } else {
    const reason = 'zip or unzip is not installed';
    report({
      name: `backup.${set.name}`,
      value: seconds,
      unit: 's',
      limit: null,
      must: 'be known',
      reason,
      ...details,
    });
  }
  reportPeak(`backup.${set.name}.peak_memory`, ours, {});
}

async function create(set: DataSet, base: string): Promise<Measured<CreatedArchive>> {
  const sources = set.folders.map((folder) => tree(set.root, folder));
  const made = await measureWork(() => archives.create(plan(base, sources)));
  if (made.result.files !== set.files) throw new Error(`${made.result.files} files instead of ${set.files}`);
  rmSync(plan(base, []).partialPath);
  return made;
}

function tree(root: string, folder: string): ArchivePlan['sources'][number] {
  return { kind: 'tree', prefix: `${folder}/`, folder: join(root, folder), except: [] };
}

function plan(base: string, sources: ArchivePlan['sources']): ArchivePlan {
  return {
    partialPath: join(base, 'ours.zip.partial'),
    sources,
    metadata: { backup_version: '2.0.0', backup_timestamp: '2026-02-07T02:00:00Z' },
    counts: { vault_files: { prefix: 'obsidian_vault/' } },
  };
}

function reportPeak(
  name: string,
  measured: readonly Measured<unknown>[],
  details: Readonly<Record<string, unknown>>,
): void {
  const value = Math.max(...measured.map(({ peakMb }) => peakMb));
  report({ name, value, unit: 'MiB', limit: maxPeakMb, must: 'at most', ...details });
}

/** Half text that packs well, half that hardly does. */
function writeLarge(path: string): void {
  const block = Buffer.alloc(1024 * 1024, 'A line of a large file that packs well enough. ');
  const descriptor = openSync(path, 'wx');
  for (let position = 0; position < largeBytes; position += block.byteLength) {
    for (let at = 0; at < block.byteLength; at += 64)
      block.writeUInt32LE((position + at * 2_654_435_761) >>> 0, at);
    writeSync(descriptor, block, 0, block.byteLength, position);
  }
  closeSync(descriptor);
}
