import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ground } from './ground.ts';
import { killAt, killPoints, labelOf } from './kill.ts';

/** `npm run campaign -- kill | faults [FROM-TO]`: every point, in full; the figures go to `test/crash/results/`. */
const parallel = 2;
const [name = '', range = ''] = process.argv.slice(2);
const [first = 1, last = Number.MAX_SAFE_INTEGER] = range === '' ? [] : range.split('-').map(Number);
const results = join(dirname(fileURLToPath(import.meta.url)), 'results');

interface Outcome {
  readonly problems: readonly string[];
  readonly label: string;
}

if (name === 'kill') await kill();
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

async function inParallel<Point>(
  points: readonly Point[],
  grounds: readonly Ground[],
  run: (ground: Ground, point: Point) => Promise<Outcome>,
): Promise<void> {
  const startedMs = performance.now();
  const file = join(results, `${name}.jsonl`);
  writeFileSync(file, '');
  const waiting = [...points];
  let failed = 0;
  await Promise.all(
    grounds.map(async (ground) => {
      for (let point = waiting.shift(); point !== undefined; point = waiting.shift()) {
        const outcome = await run(ground, point);
        appendFileSync(file, `${JSON.stringify(outcome)}\n`);
        if (outcome.problems.length === 0) continue;
        failed += 1;
        console.log(JSON.stringify(outcome));
      }
    }),
  );
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  const summary = { campaign: name, points: points.length, failed, seconds };
  writeFileSync(join(results, `${name}.summary.json`), `${JSON.stringify(summary)}\n`);
  console.log(`${name}: ${points.length} points, ${failed} failed, ${seconds} s`);
  if (failed > 0) process.exitCode = 1;
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
