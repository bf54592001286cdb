import { EmployeeError } from '../../shared/errors.ts';
import type { AuditTrail } from '../audit/index.ts';
import { type Clock, timestamp } from '../clock/index.ts';
import type { TaskQueue } from '../queue/index.ts';
import { withHistory } from './history.ts';
import type { TaskFinisher } from './task-finisher.ts';
import type { WorkResult } from './task-worker.ts';

export interface RetryDependencies {
  readonly clock: Clock;
  readonly queue: TaskQueue;
  readonly trail: AuditTrail;
  readonly finisher: TaskFinisher;
  readonly retry: () => { readonly maxAttempts: number; readonly backoffSeconds: number };
}

/**
 * Ends a failed task, or sets it back for another attempt after a wait that doubles each time. Approved actions are never
 * planned anew: their task stays in `pending`, and this throws `io`, so that the settler goes on with them.
 */
export async function retryOrFail(
  { clock, queue, trail, finisher, retry }: RetryDependencies,
  { task, reason, transient, approved }: Extract<WorkResult, { kind: 'failed' }>,
): Promise<void> {
  const { maxAttempts, backoffSeconds } = retry();
  const attempts = task.attempts ?? 1;
  if (!transient || attempts >= maxAttempts) {
    await finisher.finish(task, { status: 'failed', result: `Failed. ${reason}`, error: reason });
    return;
  }
  if (approved) {
    await queue.save({ ...task, attempts: attempts + 1 });
    throw new EmployeeError('io', {
      what: 'cannot finish the approved actions',
      why: reason,
      hint: 'They are tried again',
    });
  }
  const backoffMs = backoffSeconds * 1_000 * 2 ** (attempts - 1);
  const retryAt = new Date(clock.now() + backoffMs).toISOString();
  const returned = withHistory(
    { ...task, status: 'pending', retry_at: retryAt },
    timestamp(clock),
    'returned',
    reason,
  );
  await queue.save(returned);
  trail.record({
    action: 'task_returned',
    taskId: task.task_id,
    details: { reason: 'retry', retry_at: retryAt },
    error: reason,
  });
  await queue.release(returned);
}
