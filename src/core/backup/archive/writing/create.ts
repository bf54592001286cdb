import fs from 'node:fs';
import { EmployeeError } from '../../../../shared/errors.ts';
import { ioError } from '../../../files/index.ts';
import { inBatches, type LanePool } from '../lanes/lane-pool.ts';
import { Sweeper } from '../lanes/sweeper.ts';
import type { ArchivePlan, ArchiveProgress, CreatedArchive, Problem } from '../model.ts';
import { ProgressMeter } from '../progress-meter.ts';
import { metadataName } from '../reading/metadata.ts';
import { verifyArchive } from '../reading/verify.ts';
import { endRecords } from './headers.ts';
import { type PackTask, packTasks } from './pack-task.ts';
import { type PackedBatch, Packer } from './packer.ts';
import { Spool, spoolPaths, writeFully } from './spool.ts';
import { TailSpace } from './tail-space.ts';
import { Walk } from './walk.ts';

const batchTasks = 128;

/** Writes an archive, syncs it, reads it back. Leaves nothing behind when it throws. */
export async function createArchive(
  plan: ArchivePlan,
  lanes: LanePool,
  tell: (progress: ArchiveProgress) => void,
): Promise<CreatedArchive> {
  const { partialPath } = plan;
  try {
    const written = await writeArchive(
      plan,
      lanes,
      new ProgressMeter('writing', tell, plan.expected ?? null),
    );
    const checked = await verifyArchive(partialPath, lanes, new ProgressMeter('reading_back', tell));
    const [problem] = checked.problems;
    if (!checked.ok || checked.digest === null) throw notAsWritten(problem);
    return { ...written, digest: checked.digest };
  } catch (error) {
    fs.rmSync(partialPath, { force: true });
    throw error instanceof EmployeeError ? error : ioError('cannot write the backup', error);
  }
}

async function writeArchive(
  plan: ArchivePlan,
  lanes: LanePool,
  meter: ProgressMeter,
): Promise<Omit<CreatedArchive, 'digest'>> {
  const [directoryPath, manifestPath] = spoolPaths(plan.partialPath);
  for (const leftover of [directoryPath, manifestPath]) fs.rmSync(leftover, { force: true });
  const descriptor = fs.openSync(plan.partialPath, 'wx', 0o600);
  const directory = new Spool(directoryPath);
  const manifest = new Spool(manifestPath);
  try {
    const archive = new ArchiveBeingWritten(plan, descriptor, { directory, manifest }, meter);
    await archive.addAll(lanes);
    return archive.finish();
  } finally {
    directory.remove();
    manifest.remove();
    fs.closeSync(descriptor);
  }
}

class ArchiveBeingWritten {
  readonly #plan: ArchivePlan;
  readonly #descriptor: number;
  readonly #directory: Spool;
  readonly #manifest: Spool;
  readonly #meter: ProgressMeter;
  readonly #sweeper = new Sweeper();
  readonly #memory = TailSpace.memory();
  readonly #unreadable: Problem[] = [];
  readonly #counts: Record<string, number>;
  #entries = 0;

  constructor(
    plan: ArchivePlan,
    descriptor: number,
    spools: { readonly directory: Spool; readonly manifest: Spool },
    meter: ProgressMeter,
  ) {
    this.#plan = plan;
    this.#descriptor = descriptor;
    this.#directory = spools.directory;
    this.#manifest = spools.manifest;
    this.#meter = meter;
    this.#counts = Object.fromEntries(Object.keys(plan.counts).map((name) => [name, 0]));
  }

  async addAll(lanes: LanePool): Promise<void> {
    const walk = new Walk((problem) => this.#unreadable.push(problem));
    const shared = { kind: 'pack', descriptor: this.#descriptor, space: this.#memory } as const;
    lanes.onBytes((bytes) => this.#meter.ahead(bytes));
    await inBatches(lanes, batchesOf(walk.tasks(this.#plan.sources)), async (tasks) =>
      this.#take(tasks, await lanes.run({ ...shared, tasks: packTasks(tasks) })),
    );
  }

  /** Metadata, directory and end; everything is on the disk then. */
  finish(): Omit<CreatedArchive, 'digest'> {
    const space = new TailSpace(this.#memory);
    const packer = new Packer(this.#descriptor, space, () => {});
    const record = packer.packBlocks(metadataName, Date.now(), this.#metadata());
    const directoryOffset = space.end;
    let position = directoryOffset;
    const write = (bytes: Uint8Array) => {
      writeFully(this.#descriptor, bytes, position);
      position += bytes.byteLength;
    };
    // First, so that what describes an archive is found without reading all of its directory.
    write(record);
    for (const piece of this.#directory.pieces()) write(piece);
    write(endRecords(this.#entries + 1, directoryOffset, position - directoryOffset));
    fs.fsyncSync(this.#descriptor);
    if (fs.fstatSync(this.#descriptor).size !== position) throw noRoom();
    return {
      sizeBytes: position,
      ...this.#meter.done,
      counts: this.#counts,
      unreadable: this.#unreadable,
    };
  }

  #take(tasks: readonly PackTask[], batch: PackedBatch): void {
    this.#directory.append(Buffer.from(batch.directory.buffer));
    this.#manifest.append(Buffer.from(batch.manifest));
    this.#sweeper.note(4 * (batch.directory.byteLength + batch.manifest.length));
    this.#entries += batch.entries;
    const missing = new Map(batch.unreadable.map(({ index, reason }) => [index, reason]));
    for (const [index, { path, name = path, content }] of tasks.entries()) {
      const reason = missing.get(index);
      if (reason !== undefined) this.#unreadable.push({ path: name, reason });
      else if (content.kind !== 'folder') this.#count(path);
    }
    this.#meter.add(batch);
  }

  #count(path: string): void {
    for (const [name, { prefix, suffix = '' }] of Object.entries(this.#plan.counts)) {
      if (path.startsWith(prefix) && path.endsWith(suffix))
        this.#counts[name] = (this.#counts[name] ?? 0) + 1;
    }
  }

  /** Text around the manifest's lines, of which the first gives up its comma. */
  *#metadata(): Generator<Buffer> {
    const head = { ...this.#plan.metadata, ...this.#counts, unreadable: this.#unreadable };
    yield Buffer.from(`${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "files": [`);
    let isFirst = true;
    for (const piece of this.#manifest.pieces()) {
      yield isFirst ? piece.subarray(1) : piece;
      isFirst = false;
    }
    yield Buffer.from('\n]}\n');
  }
}

function* batchesOf(tasks: Iterable<PackTask>): Generator<PackTask[]> {
  let batch: PackTask[] = [];
  for (const task of tasks) {
    batch.push(task);
    if (batch.length < batchTasks) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function noRoom(): Error {
  return Object.assign(new Error('the file is shorter than what was written'), { code: 'ENOSPC' });
}

function notAsWritten(problem: Problem | undefined): EmployeeError {
  return new EmployeeError('integrity', {
    what: 'cannot finish the backup',
    why: `read back, it is not what was written: ${problem?.path ?? 'the archive'}: ${problem?.reason ?? 'unknown'}`,
    hint: 'Check the disk and the memory; the archive was removed',
  });
}
