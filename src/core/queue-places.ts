import { join } from 'node:path';
import type { QueuePaths } from './queue/index.ts';
import type { WorkspacePaths } from './workspace/index.ts';

/** Where the queue of a workspace lies. */
export function queuePaths(paths: WorkspacePaths): QueuePaths {
  const { inbox, pending, approvals, completed, quarantine } = paths.queue;
  return { inbox, pending, approvals, completed, quarantine, texts: join(paths.internal.root, 'texts') };
}
