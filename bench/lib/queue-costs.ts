import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock, SystemRandom } from '../../src/core/clock/index.ts';
import { Files, NodeFileSystem } from '../../src/core/files/index.ts';
import { TaskQueue } from '../../src/core/queue/index.ts';
import { queuePaths } from '../../src/core/queue-places.ts';
import { Dashboard } from '../../src/core/vault/index.ts';
import { workspacePaths } from '../../src/core/workspace/index.ts';

const clock = new SystemClock();
const random = new SystemRandom();

/** A queue and a dashboard over a workspace with so many finished tasks. */
export interface Bed {
  readonly files: Files;
  readonly queue: TaskQueue;
  readonly dashboard: Dashboard;
  serial: number;
}

/** Microseconds of one round of each. */
export interface Costs {
  readonly counts: number;
  readonly claim: number;
  readonly dashboard: number;
}

/** Task files as small as the schema allows, written without fsync. */
export function fillCompleted(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const taskId = `20260207T090000123Z-filler-${String(index).padStart(7, '0')}`;
    writeFileSync(join(folder, `${taskId}.json`), `{"task_id":"${taskId}"}`);
  }
}

/** Opens the queue and the dashboard of a workspace, without an employee. */
export async function openBed(root: string): Promise<Bed> {
  const paths = workspacePaths(root);
  const files = new Files({ fileSystem: new NodeFileSystem(), clock, random, platform: process.platform });
  await files.ensureFolder(paths.vault.root);
  const { queue } = await TaskQueue.open({
    files,
    clock,
    paths: queuePaths(paths),
    today: { completed: 0, failed: 0 },
  });
  return { files, queue, dashboard: new Dashboard({ files, path: paths.vault.dashboard, clock }), serial: 0 };
}

/** Counts a thousand times; adds, claims and completes a task, timing the claim and the completion; writes the dashboard once. */
export async function measure(bed: Bed): Promise<Costs> {
  const { queue, dashboard } = bed;
  bed.serial += 1;
  const taskId = `20260208T090000123Z-scale-${String(bed.serial).padStart(7, '0')}`;
  const counts = await elapsedUs(() => {
    for (let round = 0; round < 1_000; round += 1) queue.counts();
  });
  await queue.add([{ task: { task_id: taskId, priority: 'normal', created_at: new Date().toISOString() } }]);
  const claim = await elapsedUs(async () => {
    const entry = queue.next();
    if (entry === undefined) throw new Error('nothing waits');
    await queue.claim(entry);
    await queue.complete(taskId, 'completed');
  });
  const update = await elapsedUs(async () => {
    await dashboard.update({
      state: 'working',
      updatedAt: new Date().toISOString(),
      counts: queue.counts(),
      waiting: [],
      lastCompleted: [],
      costTodayUsd: bed.serial,
      costIsLowerBound: false,
      budgetUsd: null,
      auditHead: null,
      problems: [],
    });
  });
  return { counts: counts / 1_000, claim, dashboard: update };
}

async function elapsedUs(run: () => void | Promise<void>): Promise<number> {
  const startMs = performance.now();
  await run();
  return (performance.now() - startMs) * 1_000;
}
