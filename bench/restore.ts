import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Archives, ForkLauncher } from '../src/core/backup/archive/index.ts';
import { builtProgram } from './lib/built-program.ts';
import { type DataSet, dataSetA, dataSetB } from './lib/data-sets.ts';
import { hasZipTools, type Measured, measureWork, secondsOf } from './lib/measured-work.ts';
import { freshPlace } from './lib/place.ts';
import { quantile, report } from './lib/report.ts';

const rounds = 3;
const archives = new Archives(new ForkLauncher(builtProgram));

/** Unpacking with every check and one sync, against `unzip` and one sync, in turns, from the same archive. */
export async function restore(): Promise<void> {
  await againstUnzip(dataSetA());
  await againstUnzip(dataSetB());
}

async function againstUnzip(set: DataSet): Promise<void> {
  const { base } = freshPlace('restore');
  const archive = join(base, 'archive.zip.partial');
  await archives.create({
    partialPath: archive,
    sources: set.folders.map((name) => ({
      kind: 'tree',
      prefix: `${name}/`,
      folder: join(set.root, name),
      except: [],
    })),
    metadata: { backup_version: '2.0.0', backup_timestamp: '2026-02-07T02:00:00Z' },
    counts: {},
  });
  const ours: Measured<unknown>[] = [];
  const theirs: number[] = [];
  const canCompare = hasZipTools();
  for (let count = 0; count < rounds; count += 1) {
    const folder = (whose: string) => join(base, `${whose}-${count}`);
    if (canCompare) {
      mkdirSync(folder('theirs'));
      secondsOf(base, ['sync']);
      theirs.push(secondsOf(folder('theirs'), ['unzip', '-qq', archive], ['sync', '-f', '.']));
    }
    mkdirSync(folder('ours'));
    secondsOf(base, ['sync']);
    const rules = set.folders.map((name) => ({ from: `${name}/`, to: `${name}/` }));
    ours.push(await measureWork(() => archives.extract({ archive, destination: folder('ours'), rules })));
  }
  const seconds = quantile(
    ours.map((one) => one.seconds),
    0.5,
  );
  const name = `restore.${set.name}`;
  if (canCompare) {
    const value = quantile(
      ours.map((one, index) => one.seconds / (theirs[index] ?? 0)),
      0.5,
    );
    const unzipSeconds = quantile(theirs, 0.5);
    report({
      name,
      value,
      unit: '× of unzip',
      limit: 1.2,
      must: 'at most',
      seconds,
      unzipSeconds,
      files: set.files,
    });
  } else {
    const reason = 'zip or unzip is not installed';
    report({ name, value: seconds, unit: 's', limit: null, must: 'be known', reason, files: set.files });
  }
  const peakMb = Math.max(...ours.map((one) => one.peakMb));
  report({ name: `${name}.peak_memory`, value: peakMb, unit: 'MiB', limit: 200, must: 'at most' });
}
