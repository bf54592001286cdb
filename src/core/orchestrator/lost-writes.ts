import { join } from 'node:path';
import { finalStatuses, type Task } from '../../shared/task.ts';
import type { ToolServer } from '../actions/index.ts';
import type { AuditTrail } from '../audit/index.ts';
import type { Files } from '../files/index.ts';
import type { TaskQueue } from '../queue/index.ts';
import type { TaskFinisher } from './task-finisher.ts';

/** Longer than a folder of the vault stays unsynced. */
const windowMs = 5_000;
const mostTasks = 2_000;

export interface LostWritesDependencies {
  readonly files: Files;
  readonly trail: AuditTrail;
  readonly queue: TaskQueue;
  readonly finisher: TaskFinisher;
  readonly vault: ToolServer;
  readonly vaultFolder: string;
  /** `.employee` of the workspace. */
  readonly internalFolder: string;
  readonly signal: AbortSignal;
}

/**
 * After an unclean stop: removes temporary files, and makes again what a power loss took from the vault: folders there are synced up to a second late, so the notes and drafts of
 * the last finished tasks may be gone although their entries are on the disk. What is there, edited or not, stays.
 */
export async function restoreLostWrites(dependencies: LostWritesDependencies): Promise<readonly string[]> {
  const { trail, queue, files, vaultFolder, finisher } = dependencies;
  // A kill before the first entry of a start leaves no trace in the trail.
  await files.removeLeftovers(dependencies.internalFolder);
  // The Dashboard is written last of all: also after a stop that is in the trail.
  await files.removeLeftovers(vaultFolder);
  const [lastService] = await trail.query({ action: 'service_*', limit: 1 });
  if (lastService?.action !== 'service_started') return [];
  for (const folder of foldersWithLeftovers(dependencies)) await files.removeLeftovers(folder);
  const finished = await trail.query({ action: 'task_completed', limit: mostTasks });
  const lastMs = Date.parse(finished.at(-1)?.timestamp ?? '');
  const restored: string[] = [];
  for (const { task_id: taskId, timestamp } of finished) {
    if (taskId === null || Date.parse(timestamp) < lastMs - windowMs) continue;
    const found = queue.find(taskId);
    if (found?.state !== 'completed') continue;
    await repeatWrites(dependencies, found.task);
    if (
      !isFinal(found.task) ||
      found.task.note === undefined ||
      files.exists(join(vaultFolder, found.task.note))
    )
      continue;
    await finisher.writeNoteAgain(found.task);
    restored.push(taskId);
  }
  return restored;
}

/** Where a kill may have left a temporary file; of the months only the last two, because only they were written to. */
function foldersWithLeftovers({ files, vaultFolder }: LostWritesDependencies): readonly string[] {
  const tasks = join(vaultFolder, 'Tasks');
  const months = files
    .names(tasks)
    .sort()
    .slice(-2)
    .map((month) => join(tasks, month));
  const written = ['Notes', 'Drafts', 'Briefings', 'Incidents'].map((name) => join(vaultFolder, name));
  return [...written, ...months].filter((folder) => files.stat(folder)?.kind === 'folder');
}

async function repeatWrites(
  { vault, signal, files, vaultFolder }: LostWritesDependencies,
  task: Task,
): Promise<void> {
  for (const action of task.actions ?? []) {
    if (action.server !== vault.name || action.status !== 'done') continue;
    const { path } = action.arguments;
    if (typeof path !== 'string' || files.exists(join(vaultFolder, path))) continue;
    await vault.call(action.tool, action.arguments, { idempotencyKey: action.id, signal });
  }
}

function isFinal(task: Task): boolean {
  return finalStatuses.some((status) => status === task.status);
}
