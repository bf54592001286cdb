import { batchesOf, packEntries } from '../lanes/entry-batch.ts';
import { inBatches, type LanePool } from '../lanes/lane-pool.ts';
import type { Problem, VerifiedArchive } from '../model.ts';
import type { ProgressMeter } from '../progress-meter.ts';
import { type ArchiveContents, readContents } from './contents.ts';
import { placeOrder } from './directory.ts';
import { ArchiveRefusal } from './refusal.ts';
import { ZipFile } from './zip-file.ts';

const listedProblems = 100;

/** Reads every byte of an archive against its directory and its manifest. Throws system errors only. */
export async function verifyArchive(
  path: string,
  lanes: LanePool,
  meter: ProgressMeter,
): Promise<VerifiedArchive> {
  const problems = new ProblemList();
  let contents: ArchiveContents | undefined;
  let hashedFiles = 0;
  try {
    const file = ZipFile.open(path);
    try {
      contents = await readContents(file, (problem) => problems.add(problem));
    } finally {
      file.close();
    }
    // What contradicts its own lists is not worth reading, and could be made to take long.
    if (problems.count === 0) hashedFiles = await checkAll(path, contents, lanes, problems, meter);
  } catch (error) {
    if (!(error instanceof ArchiveRefusal)) throw error;
    problems.add({ path: error.path, reason: error.message });
  }
  return {
    ok: problems.count === 0,
    origin: contents?.origin ?? 'unknown',
    ...meter.done,
    hashedFiles,
    problems: problems.listed,
    problemCount: problems.count,
    digest: contents?.digest ?? null,
  };
}

class ProblemList {
  readonly listed: Problem[] = [];
  count = 0;

  add(problem: Problem): void {
    this.count += 1;
    if (this.listed.length < listedProblems) this.listed.push(problem);
  }
}

/** How many files were compared with a hash. */
async function checkAll(
  path: string,
  { table, metadataEntry }: ArchiveContents,
  lanes: LanePool,
  problems: ProblemList,
  meter: ProgressMeter,
): Promise<number> {
  const files = placeOrder(table).filter((entry) => entry !== metadataEntry);
  meter.expect(table.amountOf(files));
  lanes.onBytes((bytes) => meter.ahead(bytes));
  let hashedFiles = 0;
  const check = async (batch: readonly number[]) => {
    const checked = await lanes.run({ kind: 'check', archive: path, entries: packEntries(table, batch) });
    for (const { index, reason } of checked.problems)
      problems.add({ path: table.name(batch[index] ?? 0), reason });
    hashedFiles += checked.hashed;
    meter.add(table.amountOf(batch));
  };
  await inBatches(lanes, batchesOf(table, files), check);
  return hashedFiles;
}
