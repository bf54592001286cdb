import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { account, dropAll, kinds, mixed } from './lib/drops.ts';
import { EmployeeChild } from './lib/employee-child.ts';
import type { Operation } from './lib/operation.ts';
import { freshPlace, type Place } from './lib/place.ts';
import { memoryMb } from './lib/proc.ts';
import { replay } from './lib/replay.ts';
import { quantile, report } from './lib/report.ts';

const mix = '70 % notes, 10 % each meetings, emails, reports';
const speedTasks = 2_000;
const speedRounds = 3;
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

const median = (values: readonly number[]) => quantile(values, 0.5);

/** Both figures of a round are taken within seconds of each other; the machine's moods are left to the median. */
async function speed(): Promise<void> {
  const rounds: Round[] = [];
  while (rounds.length < speedRounds) rounds.push(await speedRound());
  const tasksPerSecond = median(rounds.map((round) => round.tasksPerSecond));
  const share = median(rounds.map((round) => round.tasksPerSecond / round.bareTasksPerSecond));
  const sum = (of: (round: Round) => number) => rounds.reduce((total, round) => total + of(round), 0);
  report({
    name: 'drain.speed',
    value: tasksPerSecond,
    unit: 'tasks/s',
    limit: 150,
    must: 'at least',
    mix,
    rounds: rounds.map((round) => Math.round(round.tasksPerSecond)),
    lost: sum((round) => round.lost),
    twice: sum((round) => round.twice),
    asked: sum((round) => round.asked),
  });
  report({
    name: 'drain.syncs',
    value: median(rounds.map((round) => round.syncs)),
    unit: 'fsyncs/task',
    limit: 9,
    must: 'at most',
    mix,
    mutations: median(rounds.map((round) => round.mutations)),
  });
  report({
    name: 'drain.share_of_bare_replay',
    value: share,
    unit: 'share',
    limit: 0.4,
    must: 'at least',
    bareTasksPerSecond: rounds.map((round) => Math.round(round.bareTasksPerSecond)),
    replayFailed: sum((round) => round.replayFailed),
  });
}

interface Round {
  readonly tasksPerSecond: number;
  readonly bareTasksPerSecond: number;
  readonly syncs: number;
  readonly mutations: number;
  readonly lost: number;
  readonly twice: number;
  readonly asked: number;
  readonly replayFailed: number;
}

async function speedRound(): Promise<Round> {
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
  return {
    tasksPerSecond: speedTasks / seconds,
    bareTasksPerSecond: (speedTasks * 1_000) / bare.elapsedMs,
    syncs: (after.syncs - before.syncs) / speedTasks,
    mutations: (after.mutations - before.mutations) / speedTasks,
    lost,
    twice,
    asked,
    replayFailed: bare.failed,
  };
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
