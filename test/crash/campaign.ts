import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultPoints } from './faults.ts';
import { Ground } from './ground.ts';
import { killAt, killPoints, labelOf } from './kill.ts';
import { runFaults } from './run-faults.ts';

/** `npm run campaign -- kill | faults [FROM-TO]`: every point, in full; the figures go to `test/crash/results/`. */
const parallel = 2;
const lanes = 6;
const [name = '', range = ''] = process.argv.slice(2);
const [first = 1, last = Number.MAX_SAFE_INTEGER] = range === '' ? [] : range.split('-').map(Number);
const results = join(dirname(fileURLToPath(import.meta.url)), 'results');

interface Outcome {
  readonly problems: readonly string[];
  readonly label: string;
}

/** Records outcomes as they come. */
class Tally {
  readonly #points: number;
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
else {
  console.error('usage: npm run campaign -- kill | faults [FROM-TO]');
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

async function inParallel<Point>(
  points: readonly Point[],
  grounds: readonly Ground[],
  run: (ground: Ground, point: Point) => Promise<Outcome>,
): Promise<void> {
  const tally = new Tally(points.length);
  const waiting = [...points];
  await Promise.all(
    grounds.map(async (ground) => {
      for (let point = waiting.shift(); point !== undefined; point = waiting.shift())
        tally.add(await run(ground, point));
    }),
  );
  tally.end();
}

async function onGrounds(use: (grounds: readonly [Ground, ...Ground[]]) => Promise<void>): Promise<void> {
  mkdirSync(results, { recursive: true });
  const [ground, ...others] = await Promise.all(Array.from({ length: parallel }, () => Ground.prepare()));
  if (ground === undefined) return;
  try {
    await use([ground, ...others]);
  } finally {
    for (const each of [ground, ...others]) each.remove();
  }
}
