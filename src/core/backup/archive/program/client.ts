import { rmSync } from 'node:fs';
import { EmployeeError } from '../../../../shared/errors.ts';
import type { ArchiveWorkOptions } from '../model.ts';
import { spoolPaths } from '../writing/spool.ts';
import type { ArchiveLauncher } from './launcher.ts';
import type { Answer, Job, JobResults } from './messages.ts';

/** Has the program do one job. */
export async function runProgram<K extends Job['kind']>(
  launcher: ArchiveLauncher,
  job: Job & { readonly kind: K },
  { signal, onProgress }: ArchiveWorkOptions,
): Promise<JobResults[K]> {
  signal?.throwIfAborted();
  const program = launcher.start();
  const ended = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<JobResults[K]>();
  program.listen(
    (message) => {
      // Sent by program.ts of this build.
      const answer = message as Answer;
      if (answer.kind === 'progress') onProgress?.(answer.progress);
      else if (answer.kind === 'done') answered.resolve(answer.result as JobResults[K]);
      else answered.reject(new EmployeeError(answer.failure.code, answer.failure));
    },
    (how) => {
      ended.resolve();
      answered.reject(endedEarly(how));
    },
  );
  const abort = () => {
    answered.reject(signal?.reason);
    program.kill();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    program.post(job);
    return await answered.promise;
  } catch (error) {
    program.kill();
    await ended.promise;
    if ('plan' in job) removePartial(job.plan.partialPath);
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** The program removes what it wrote when it fails, but not when it is killed. */
function removePartial(path: string): void {
  for (const leftover of [path, ...spoolPaths(path)]) rmSync(leftover, { force: true });
}

function endedEarly(how: string): EmployeeError {
  return new EmployeeError('failed', {
    what: 'cannot finish the work on the archive',
    why: `its program ended early (${how})`,
    hint: 'Try again; if it persists, check the free memory',
  });
}
