import type { Task } from '../../shared/task.ts';
import { utcDay } from '../clock/index.ts';

/** Clocks that jump back put entries into the files of earlier days. */
const marginMs = 3 * 86_400_000;

/** The UTC day from which entries of a task can be expected; `undefined` when it does not tell, so that all days count. */
export function auditSince(task: Pick<Task, 'created_at'>): string | undefined {
  const createdMs = Date.parse(task.created_at ?? '');
  return Number.isNaN(createdMs) ? undefined : utcDay(createdMs - marginMs);
}
