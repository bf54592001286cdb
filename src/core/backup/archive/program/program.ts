// The archive program: works on one job and ends. Started by a launcher, in a process or a thread of its own.
import { setPriority } from 'node:os';
import { extractArchive } from '../extracting/extract.ts';
import type { ArchiveProgress } from '../model.ts';
import { readError } from '../reading/open-archive.ts';
import { verifyArchive } from '../reading/verify.ts';
import { createArchive } from '../writing/create.ts';
import { failureOf, type Job, type JobResults } from './messages.ts';
import { ownPort } from './port.ts';
import { throttled } from './throttle.ts';

const port = ownPort();
port.onMessage((message) => void work(message as Job));

async function work(job: Job): Promise<void> {
  // Below everything a person waits for.
  try {
    setPriority(job.kind === 'create' && job.plan.lowPriority === true ? 19 : 10);
  } catch {
    // Some sandboxes refuse it; the work is then done at the usual priority.
  }
  try {
    const onProgress = throttled((progress: ArchiveProgress) => port.post({ kind: 'progress', progress }));
    port.post({ kind: 'done', result: await run(job, onProgress) });
  } catch (error) {
    port.post({ kind: 'failed', failure: failureOf(error) });
  }
  port.end();
}

async function run(
  job: Job,
  onProgress: (progress: ArchiveProgress) => void,
): Promise<JobResults[keyof JobResults]> {
  if (job.kind === 'create') return createArchive(job.plan, onProgress);
  if (job.kind === 'extract') return extractArchive(job.request, onProgress);
  try {
    return await verifyArchive(job.archive, 'verifying', onProgress);
  } catch (error) {
    throw readError(job.archive, error);
  }
}
