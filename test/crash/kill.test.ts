import { describe, expect, it, onTestFinished } from 'vitest';
import { Ground } from './ground.ts';
import { killAt, killPoints, labelOf } from './kill.ts';
import { sample } from './sample.ts';

const seed = 1;
const count = 16;

describe('a kill -9 at any file operation', () => {
  it('loses no dropped file, finishes none twice, and leaves nothing behind', {
    timeout: 180_000,
  }, async () => {
    const ground = await Ground.prepare();
    onTestFinished(() => ground.remove());
    const operations = await ground.count();
    const mutating = operations.filter(({ mutates }) => mutates);
    const results = [];
    for (const point of sample(killPoints(operations), count, seed))
      results.push(await killAt(ground, point, labelOf(mutating[point.operation - 1])));
    expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(results.filter(({ reached }) => reached).length).toBeGreaterThan(count / 2);
  });
});
