import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KillPoint } from '../helpers/killing-file-system.ts';
import { SmallDisk, sizes } from './disk-full.ts';
import { faultPoints } from './faults.ts';
import { Ground } from './ground.ts';
import { killAt, killPoints, labelOf } from './kill.ts';
import {
  findSides,
  killRecoveryAt,
  killRestoreAfter,
  killRestoreAt,
  labelsOf,
  type RestoreKillResult,
  randomMoments,
  recoveryPoints,
  restorePoints,
  type Sides,
  swapPoints,
} from './restore-kill.ts';
import { runFaults } from './run-faults.ts';

/** `npm run campaign -- kill | faults | diskfull | restore [FROM-TO]`: every point, in full; the figures go to `test/crash/results/`. */
const parallel = 2;
const lanes = 6;
const seed = 1;
const randomKills = 300;
const [name = '', range = ''] = process.argv.slice(2);
const [first = 1, last = Number.MAX_SAFE_INTEGER] = range === '' ? [] : range.split('-').map(Number);
const results = join(dirname(fileURLToPath(import.meta.url)), 'results');

interface Outcome {
  readonly problems: readonly string[];
  readonly label: string;
}

type RestoreWork = (ground: Ground, sides: Sides) => Promise<RestoreKillResult>;

/** Records outcomes as they come. */
class Tally {
  #points: number;
  readonly #file = join(results, `${name}.jsonl`);
  readonly #startedMs = performance.now();
  #done = 0;
  #failed = 0;

  constructor(points: number) {
    this.#points = points;
    writeFileSync(this.#file, '');
  }

  add(outcome: Outcome): void {
    appendFileSync(this.#file, `${JSON.stringify(outcome)}\n`);
    this.#done += 1;
    if (outcome.problems.length === 0) return;
    this.#failed += 1;
    console.log(JSON.stringify(outcome));
  }

  /** So many more points than were known at first. */
  expect(points: number): void {
    this.#points += points;
  }

  end(): void {
    const seconds = Math.round((performance.now() - this.#startedMs) / 1_000);
    const missing = this.#points - this.#done;
    const summary = { campaign: name, points: this.#points, failed: this.#failed, missing, seconds };
    writeFileSync(join(results, `${name}.summary.json`), `${JSON.stringify(summary)}\n`);
    console.log(
      `${name}: ${this.#points} points, ${this.#failed} failed, ${missing > 0 ? `${missing} without a result, ` : ''}${seconds} s`,
    );
    if (this.#failed + missing > 0) process.exitCode = 1;
  }
}

if (name === 'kill') await kill();
else if (name === 'faults') await faults();
else if (name === 'diskfull') await diskFull();
else if (name === 'restore') await restore();
else {
  console.error('usage: npm run campaign -- kill | faults | diskfull | restore [FROM-TO]');
  process.exitCode = 2;
}

async function kill(): Promise<void> {
  await onGrounds(async (grounds) => {
    const operations = await grounds[0].count();
    const mutating = operations.filter(({ mutates }) => mutates);
    const points = killPoints(operations).filter(({ operation }) => operation >= first && operation <= last);
    await inParallel(points, grounds, (ground, point) =>
      killAt(ground, point, labelOf(mutating[point.operation - 1])),
    );
  });
}

/** Each process takes every other point and runs several of them side by side. */
async function faults(): Promise<void> {
  await onGrounds(async (grounds) => {
    const operations = await grounds[0].count();
    const points = faultPoints(operations)
      .filter(({ operation }) => operation >= first && operation <= last)
      .map((point) => ({ ...point, label: labelOf(operations[point.operation - 1]) }));
    const tally = new Tally(points.length);
    await Promise.all(
      grounds.map((ground, index) => {
        const share = points.filter((_, at) => at % grounds.length === index);
        return runFaults(ground, share, lanes, (result) => tally.add(result));
      }),
    );
    tally.end();
  });
}

/** Backups on a small disk that is full at 200 sizes. */
async function diskFull(): Promise<void> {
  mkdirSync(results, { recursive: true });
  const disk = await SmallDisk.mount();
  if (disk === undefined) throw new Error('no disk can be mounted here: run it as root on Linux');
  try {
    const points = sizes(200, disk.enoughBytes).slice(first - 1, last);
    const tally = new Tally(points.length);
    for (const size of points) tally.add(await disk.backupWith(size));
    tally.end();
  } finally {
    await disk.unmount();
  }
}

/** Every operation of backup, retention and swap; every operation of the starts that settle a killed swap; and any moment. */
async function restore(): Promise<void> {
  await onGrounds(async (grounds) => {
    const sides = await Promise.all(grounds.map(findSides));
    const operations = await grounds[0].count();
    const label = labelsOf(operations);
    const points = restorePoints(operations).filter(
      ({ operation }) => operation >= first && operation <= last,
    );
    const moments = randomMoments(randomKills, seed);
    const swaps = swapPoints(operations);
    const work: RestoreWork[] = [
      ...points.map(
        (point): RestoreWork =>
          (ground, own) =>
            killRestoreAt(ground, own, point, label(point)),
      ),
      ...moments.map(
        (moment): RestoreWork =>
          (ground, own) =>
            killRestoreAfter(ground, own, moment),
      ),
    ];
    const tally = new Tally(work.length);
    await eachInParallel(work, grounds, async (ground, run) => {
      const own = sides[grounds.indexOf(ground)];
      if (own) tally.add(await run(ground, own));
    });
    for (const swap of swaps) await recoveries(grounds, sides, swap, tally);
    tally.end();
  }, 'restore-process.ts');
}

/** From here on each ground starts with a workspace whose swap was killed at that point. */
async function recoveries(
  grounds: readonly Ground[],
  sides: readonly Sides[],
  swap: KillPoint,
  tally: Tally,
): Promise<void> {
  const templates = grounds.map((ground) => ({ ground, copy: ground.copyTemplate() }));
  for (const ground of grounds) {
    ground.reset();
    await ground.run('kill', String(swap.operation), swap.when);
    ground.keep();
  }
  const operations = (await grounds[0]?.count('count-recovery')) ?? [];
  const label = labelsOf(operations);
  const points = recoveryPoints(operations);
  tally.expect(points.length);
  await eachInParallel(points, grounds, async (ground, point) => {
    const own = sides[grounds.indexOf(ground)];
    const told = `${swap.operation} ${label(point)}`;
    if (own) tally.add(await killRecoveryAt(ground, own, point, told));
  });
  for (const { ground, copy } of templates) ground.putTemplate(copy);
}

async function inParallel<Point>(
  points: readonly Point[],
  grounds: readonly Ground[],
  run: (ground: Ground, point: Point) => Promise<Outcome>,
): Promise<void> {
  const tally = new Tally(points.length);
  await eachInParallel(points, grounds, async (ground, point) => tally.add(await run(ground, point)));
  tally.end();
}

async function eachInParallel<Point>(
  points: readonly Point[],
  grounds: readonly Ground[],
  run: (ground: Ground, point: Point) => Promise<void>,
): Promise<void> {
  const waiting = [...points];
  await Promise.all(
    grounds.map(async (ground) => {
      for (let point = waiting.shift(); point !== undefined; point = waiting.shift())
        await run(ground, point);
    }),
  );
}

async function onGrounds(
  use: (grounds: readonly [Ground, ...Ground[]]) => Promise<void>,
  program?: string,
): Promise<void> {
  mkdirSync(results, { recursive: true });
  const [ground, ...others] = await Promise.all(
    Array.from({ length: parallel }, () => Ground.prepare(program)),
  );
  if (ground === undefined) return;
  try {
    await use([ground, ...others]);
  } finally {
    for (const each of [ground, ...others]) each.remove();
  }
}
