import { describe, expect, it, onTestFinished } from 'vitest';
import { Ground } from './ground.ts';
import {
  findSides,
  killRestoreAfter,
  killRestoreAt,
  labelsOf,
  type RestoreKillResult,
  randomMoments,
  restorePoints,
} from './restore-kill.ts';
import { sample } from './sample.ts';

const seed = 1;
const count = 4;

describe('a kill -9 at any moment of a backup and of a restore', () => {
  it('leaves each part the old or the new one, all on one side, and archives that verify', {
    timeout: 120_000,
  }, async () => {
    const ground = await Ground.prepare('restore-process.ts');
    onTestFinished(() => ground.remove());
    const sides = await findSides(ground);
    expect(sides.after).not.toEqual(sides.before);
    const operations = await ground.count();
    const label = labelsOf(operations);
    const results: RestoreKillResult[] = [];
    for (const point of sample(restorePoints(operations), count, seed))
      results.push(await killRestoreAt(ground, sides, point, label(point)));
    for (const moment of randomMoments(1, seed)) results.push(await killRestoreAfter(ground, sides, moment));
    expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(results.filter(({ reached }) => reached).length).toBeGreaterThan(count / 2);
    expect(new Set(results.map(({ side }) => side))).toEqual(new Set(['before', 'after']));
  });
});
