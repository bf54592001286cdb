// The archive program: works on one job and ends. Started by a launcher, in a process or a thread of its own.
import { constants, setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { extractArchive } from '../extracting/extract.ts';
import { LanePool } from '../lanes/lane-pool.ts';
import type { ArchiveProgress } from '../model.ts';
import { ProgressMeter } from '../progress-meter.ts';
import { readError } from '../reading/open-archive.ts';
import { verifyArchive } from '../reading/verify.ts';
import { createArchive } from '../writing/create.ts';
import { failureOf, type Job, type JobResults } from './messages.ts';
import { ownPort } from './port.ts';

const port = ownPort();
port.onMessage((message) => void work(message as Job));

async function work(job: Job): Promise<void> {
  if (job.kind === 'create' && job.plan.lowPriority === true) lowerPriority();
  const lanes = new LanePool();
  try {
    port.post({ kind: 'done', result: await run(job, lanes) });
  } catch (error) {
    port.post({ kind: 'failed', failure: failureOf(error) });
  }
  await lanes.close();
  port.end();
}

async function run(job: Job, lanes: LanePool): Promise<JobResults[keyof JobResults]> {
  const tell = (progress: ArchiveProgress) => port.post({ kind: 'progress', progress });
  if (job.kind === 'create') return createArchive(job.plan, lanes, tell);
  if (job.kind === 'extract')
    return extractArchive(job.request, lanes, new ProgressMeter('extracting', tell));
  try {
    return await verifyArchive(job.archive, lanes, new ProgressMeter('verifying', tell));
  } catch (error) {
    throw readError(job.archive, error);
  }
}

/** Of this process; a thread shares its priority with the employee, and keeps it. */
function lowerPriority(): void {
  if (!isMainThread) return;
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // Some sandboxes refuse it: the work is then done at the usual priority.
  }
}
