/**
 * The task queue: one file a task, one folder a state. Transitions are durable moves; counts and order of
 * work come from an index that does not grow with history.
 */
export type { QueuePaths } from './queue-paths.ts';
export { QueueWatch, type QueueWatchDependencies } from './queue-watch.ts';
export { everyTask, listTasks } from './task-listing.ts';
export {
  type NewTask,
  type Noticed,
  type QueueCounts,
  TaskQueue,
  type TaskQueueDependencies,
} from './task-queue.ts';
export { textDigest } from './text-store.ts';
export type { WaitingTask } from './waiting-list.ts';
