import { describe, expect, it, onTestFinished } from 'vitest';
import { type FaultResult, faultPoints } from './faults.ts';
import { Ground } from './ground.ts';
import { labelOf } from './kill.ts';
import { runFaults } from './run-faults.ts';
import { sample } from './sample.ts';

const seed = 1;
const count = 48;

describe('a file operation that fails, once or for good', () => {
  it('changes nothing that was there, is told clearly, and lets the work go on afterwards', {
    timeout: 180_000,
  }, async () => {
    const ground = await Ground.prepare();
    onTestFinished(() => ground.remove());
    const operations = await ground.count();
    const points = sample(faultPoints(operations), count, seed).map((point) => ({
      ...point,
      label: labelOf(operations[point.operation - 1]),
    }));
    const results: FaultResult[] = [];
    await runFaults(ground, points, 6, (result) => results.push(result));
    expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
    expect(results).toHaveLength(points.length);
    expect(results.filter(({ struck }) => struck > 0).length).toBeGreaterThan(count / 2);
  });
});
