// The archive program: works on one job and ends. Started by a launcher, in a process or a thread of its own.
import { setPriority } from 'node:os';
import { extractArchive } from '../extracting/extract.ts';
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
  // Below everything a person waits for.
  try {
    setPriority(job.kind === 'create' && job.plan.lowPriority === true ? 19 : 10);
  } catch {
    // Some sandboxes refuse it; the work is then done at the usual priority.
  }
  try {
    port.post({ kind: 'done', result: await run(job) });
  } catch (error) {
    port.post({ kind: 'failed', failure: failureOf(error) });
  }
  port.end();
}

async function run(job: Job): Promise<JobResults[keyof JobResults]> {
  const tell = (progress: ArchiveProgress) => port.post({ kind: 'progress', progress });
  if (job.kind === 'create') return createArchive(job.plan, tell);
  if (job.kind === 'extract') return extractArchive(job.request, new ProgressMeter('extracting', tell));
  try {
    return await verifyArchive(job.archive, new ProgressMeter('verifying', tell));
  } catch (error) {
    throw readError(job.archive, error);
  }
}
