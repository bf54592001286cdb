import type { Task } from '../../shared/task.ts';
import type { TaskQueue } from '../queue/index.ts';

/** The text a task is about, and whether all of it is there (CONTRACT §2: beyond 1 MiB the task asks). */
export interface TaskText {
  readonly text: string;
  readonly complete: boolean;
}

export function textOfTask(queue: TaskQueue, task: Task): TaskText {
  const contents = task.context?.contents ?? '';
  if (task.context?.truncated !== true) return { text: contents, complete: true };
  const digest = task.context.text_sha256;
  const full = typeof digest === 'string' ? queue.texts.read(task.task_id, digest) : undefined;
  return full === undefined ? { text: contents, complete: false } : { text: full, complete: true };
}
