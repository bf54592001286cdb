import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { account, dropAll, kinds, mixed } from './lib/drops.ts';
import { EmployeeChild } from './lib/employee-child.ts';
import type { Operation } from './lib/operation.ts';
import { freshPlace, type Place } from './lib/place.ts';
import { memoryMb } from './lib/proc.ts';
import { replay } from './lib/replay.ts';
import { report } from './lib/report.ts';

const mix = '70 % notes, 10 % each meetings, emails, reports';
const speedTasks = 2_000;
const perKindTasks = 200;
/** Folder syncs that may be late are done by then, and belong to the tasks. */
const lateSyncsMs = 1_500;

/** Many files at once: speed, syncs, memory, and that each is finished exactly once. */
export async function drain(): Promise<void> {
  await speed();
  await syncsByKind();
  await atOnce('drain.10000', 10_000, 0);
  await atOnce('drain.30000_blocked', 30_000, 6_000);
}

async function speed(): Promise<void> {
  const place = freshPlace('drain');
  const employee = await EmployeeChild.start(place, { record: true });
  const before = await employee.ask({ ask: 'counters' });
  const startMs = performance.timeOrigin + performance.now();
  const names = dropAll(place.inbox, speedTasks, mixed);
  const done = await employee.ask({ ask: 'until', settled: speedTasks });
  const seconds = (done.atMs - startMs) / 1_000;
  await sleep(lateSyncsMs);
  const after = await employee.ask({ ask: 'counters' });
  const list = join(place.base, 'operations.json');
  await employee.ask({ ask: 'operations', path: list });
  await employee.stop();
  const { lost, twice, asked } = account(place, names);
  const operations = JSON.parse(readFileSync(list, 'utf8')) as Operation[];
  const bare = await replayBelow(place, operations.slice(0, done.recorded), before.recorded);
  const tasksPerSecond = speedTasks / seconds;
  const bareTasksPerSecond = (speedTasks * 1_000) / bare.elapsedMs;
  const syncs = (after.syncs - before.syncs) / speedTasks;
  const mutations = (after.mutations - before.mutations) / speedTasks;
  report({
    name: 'drain.speed',
    value: tasksPerSecond,
    unit: 'tasks/s',
    limit: 150,
    must: 'at least',
    mix,
    lost,
    twice,
    asked,
  });
  report({
    name: 'drain.syncs',
    value: syncs,
    unit: 'fsyncs/task',
    limit: 9,
    must: 'at most',
    mix,
    mutations,
  });
  report({
    name: 'drain.share_of_bare_replay',
    value: tasksPerSecond / bareTasksPerSecond,
    unit: 'share',
    limit: 0.4,
    must: 'at least',
    bareTasksPerSecond,
    replayFailed: bare.failed,
  });
}

/** The same operations in a sibling folder, with the same drops lying in its inbox. */
async function replayBelow(place: Place, operations: readonly Operation[], timedFrom: number) {
  const there = freshPlace('replay');
  const isInPlace = (path: string) => path.startsWith(place.base);
  return replay(operations, timedFrom, (path) =>
    isInPlace(path) ? there.base + path.slice(place.base.length) : undefined,
  );
}

async function syncsByKind(): Promise<void> {
  const place = freshPlace('kinds');
  const employee = await EmployeeChild.start(place);
  let settled = 0;
  for (const kind of kinds) {
    const before = await employee.ask({ ask: 'counters' });
    dropAll(place.inbox, perKindTasks, () => kind, kind);
    settled += perKindTasks;
    await employee.ask({ ask: 'until', settled });
    await sleep(lateSyncsMs);
    const after = await employee.ask({ ask: 'counters' });
    const value = (after.syncs - before.syncs) / perKindTasks;
    report({
      name: `drain.syncs.${kind}`,
      value,
      unit: 'fsyncs/task',
      limit: 9,
      must: 'at most',
      tasks: perKindTasks,
    });
  }
  await employee.stop();
}

async function atOnce(name: string, count: number, blockMs: number): Promise<void> {
  const place = freshPlace('many');
  const employee = await EmployeeChild.start(place);
  if (blockMs > 0) {
    await employee.ask({ ask: 'block', ms: blockMs });
    await sleep(100);
  }
  const startMs = performance.timeOrigin + performance.now();
  const names = dropAll(place.inbox, count, mixed);
  const droppedMs = performance.timeOrigin + performance.now() - startMs;
  const done = await employee.ask({ ask: 'until', settled: count });
  await sleep(lateSyncsMs);
  const peakMb = memoryMb(employee.pid, 'VmHWM');
  await employee.stop();
  const { lost, twice, asked } = account(place, names);
  const tasksPerSecond = (count * 1_000) / (done.atMs - startMs);
  report({
    name: `${name}.lost`,
    value: lost,
    unit: 'tasks',
    limit: 0,
    must: 'at most',
    blockMs,
    droppedMs,
    asked,
  });
  report({ name: `${name}.twice`, value: twice, unit: 'tasks', limit: 0, must: 'at most', tasksPerSecond });
  const limit = blockMs > 0 ? null : 250;
  report({
    name: `${name}.peak_memory`,
    value: peakMb,
    unit: 'MiB',
    limit,
    must: limit === null ? 'be known' : 'at most',
  });
}
