/**
 * The task queue: one file a task, one folder a state. Transitions are durable moves; counts and order of
 * work come from an index that does not grow with history.
 */
export type { Noticed } from './foreign-changes.ts';
export type { QueueCounts } from './queue-index.ts';
export { parkedSuffix, type QueuePaths, taskFileName } from './queue-paths.ts';
export { QueueWatch } from './queue-watch.ts';
export { StateFolders } from './state-folders.ts';
export { maxTaskFileBytes, parseTask, serializeTask } from './task-file.ts';
export { TaskIndex } from './task-index.ts';
export { everyTask, listTasks } from './task-listing.ts';
export { type NewTask, TaskQueue } from './task-queue.ts';
export { textDigest } from './text-store.ts';
export type { WaitingTask } from './waiting-list.ts';
