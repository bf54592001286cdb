import { join } from 'node:path';
import { EmployeeError } from '../../../shared/errors.ts';
import type { AuditTrail, Checkpoint } from '../../audit/index.ts';
import { type Random, TimeSlice } from '../../clock/index.ts';
import { type Files, Scratch } from '../../files/index.ts';
import type { TaskQueue } from '../../queue/index.ts';
import type { WorkspacePaths } from '../../workspace/index.ts';
import { FinishedTasks } from './finished-tasks.ts';
import { scratchPrefix } from './leftovers.ts';
import { LiveTasks, type OddEntry } from './live-tasks.ts';

/** So few changed tasks are copied at the instant itself. */
const fewChanges = 16;
/** A busy queue is not chased for ever. */
const maxRounds = 50;
/** New tasks wait no longer than this for one that is being written. */
const maxWaitMs = 20_000;

/** Append-only files of `.employee` that belong to the same instant, and the names they get in `config/`. */
export const journals = ['effects.jsonl', 'intake.jsonl', 'cost.jsonl'] as const;

export interface SnapshotDependencies {
  readonly files: Files;
  readonly random: Random;
  readonly paths: WorkspacePaths;
  readonly queue: TaskQueue;
  readonly trail: Pick<AuditTrail, 'commit' | 'checkpoint'>;
  /** Lets new tasks wait once none is half made; returns how to let them go on. */
  readonly holdIntake: (signal: AbortSignal) => Promise<() => void>;
}

/** The workspace as a kill at one instant would have left it. Its copies are removed by `dispose`. */
export interface Snapshot {
  readonly scratch: Scratch;
  readonly checkpoint: Checkpoint;
  readonly journals: readonly { readonly name: string; readonly path: string; readonly sizeBytes: number }[];
  readonly odd: readonly OddEntry[];
  /** Files with the names, each ended by a NUL, of what `completed` and `quarantine` held. */
  readonly completedNames: string;
  readonly quarantineNames: string;
  /** A folder with the finished tasks that a person took back since the instant. */
  readonly takenBack: string;
  readonly liveTasks: number;
  /** For how long nothing else could move. */
  readonly pauseMs: number;
  dispose(): Promise<void>;
}

/**
 * Takes a consistent snapshot while everything runs. All changes of the workspace but fsync are synchronous, so that one turn of
 * the event loop sees one state: in that turn only what changed since the copies is copied again, and the lengths of the
 * append-only files are noted. Recovery understands the result because it is what a kill at that instant leaves.
 */
export async function takeSnapshot(
  dependencies: SnapshotDependencies,
  signal: AbortSignal,
): Promise<Snapshot> {
  const { files, random, paths, queue, trail, holdIntake } = dependencies;
  const scratch = new Scratch(
    files.fileSystem,
    join(paths.internal.root, `${scratchPrefix}${random.hex(4)}`),
  );
  const slice = new TimeSlice();
  const pause = () => slice.pause(signal);
  const changed = new Set<string>();
  /** Tasks whose move has begun and was not told as done: it may happen between any two turns. */
  const inFlight = new Set<string>();
  const unlisten = [
    queue.onMove((taskId) => void inFlight.add(taskId)),
    queue.onChange((taskIds) => {
      for (const taskId of taskIds) {
        inFlight.delete(taskId);
        changed.add(taskId);
      }
    }),
  ];
  let release = () => {};
  const dispose = () => scratch.dispose(() => slice.pause());
  try {
    const completed = new FinishedTasks(files, queue.paths.completed, 'completed');
    const quarantine = new FinishedTasks(files, queue.paths.quarantine, 'quarantine');
    const live = new LiveTasks(files, queue.paths, scratch);
    const refresh = (taskId: string) => {
      live.refreshTask(taskId);
      const name = `${taskId}.json`;
      completed.settle(name, files.exists(join(queue.paths.completed, name)));
    };
    await completed.list();
    await live.copyAll(pause);
    for (let round = 0; changed.size > fewChanges && round < maxRounds; round += 1) {
      const taskIds = [...changed];
      changed.clear();
      for (const taskId of taskIds) {
        refresh(taskId);
        await pause();
      }
    }
    release = await holdFor(maxWaitMs, signal, holdIntake);
    await trail.commit();
    signal.throwIfAborted();

    // The instant: nothing else runs until the last of these lines.
    const beganMs = performance.now();
    for (const taskId of new Set([...changed, ...inFlight])) refresh(taskId);
    live.refreshSmallFolders();
    const checkpoint = trail.checkpoint();
    const lengths = journals.map((name) => {
      const path = join(paths.internal.root, name);
      return { name, path, sizeBytes: files.stat(path)?.sizeBytes };
    });
    const pauseMs = performance.now() - beganMs;
    release();

    const takenBack = keepWhatIsTakenBack(queue, scratch);
    for (const stop of unlisten) stop();
    await quarantine.list();
    await completed.write(scratch, scratch.path('completed.names'), pause);
    await quarantine.write(scratch, scratch.path('quarantine.names'), pause);
    return {
      scratch,
      checkpoint,
      journals: lengths.flatMap(({ name, path, sizeBytes }) =>
        sizeBytes === undefined ? [] : [{ name, path, sizeBytes }],
      ),
      odd: [...live.odd, ...completed.odd, ...quarantine.odd],
      completedNames: scratch.path('completed.names'),
      quarantineNames: scratch.path('quarantine.names'),
      takenBack: takenBack.folder,
      liveTasks: live.count,
      pauseMs,
      dispose: async () => {
        takenBack.stop();
        await dispose();
      },
    };
  } catch (error) {
    await dispose();
    throw error;
  } finally {
    release();
    for (const stop of unlisten) stop();
  }
}

/** Throws `failed` when a task cannot be taken for so long that new ones should not wait for it, or the signal's reason. */
async function holdFor(
  waitMs: number,
  signal: AbortSignal,
  hold: SnapshotDependencies['holdIntake'],
): Promise<() => void> {
  const limit = AbortSignal.timeout(waitMs);
  try {
    return await hold(AbortSignal.any([signal, limit]));
  } catch (error) {
    if (signal.aborted || !limit.aborted) throw error;
    throw new EmployeeError('failed', {
      what: 'cannot make a backup',
      why: 'a new task could not be written to the disk in time',
      hint: 'Check the disk, then try again',
    });
  }
}

/** Copies finished tasks that a person has done again before their files are read. */
function keepWhatIsTakenBack(queue: TaskQueue, scratch: Scratch): { readonly folder: string; stop(): void } {
  scratch.makeFolder('taken-back');
  const stop = queue.onMove((taskId) => {
    const name = `${taskId}.json`;
    const copy = scratch.path('taken-back', name);
    if (!scratch.has(copy)) scratch.copy(join(queue.paths.completed, name), copy);
  });
  return { folder: scratch.path('taken-back'), stop };
}
