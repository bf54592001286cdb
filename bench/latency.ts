import { watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropText, mixed } from './lib/drops.ts';
import { EmployeeChild } from './lib/employee-child.ts';
import { freshPlace } from './lib/place.ts';
import { quantile, report } from './lib/report.ts';

const drops = 200;
const warmUps = 5;
const giveUpMs = 30_000;

/** Single drops, one after another: from the end of the write to the file in `completed/`. */
export async function latency(): Promise<void> {
  const place = freshPlace('latency');
  const employee = await EmployeeChild.start(place);
  const latencies: number[] = [];
  for (let index = 0; index < warmUps + drops; index += 1) {
    const latencyMs = await dropOne(place.inbox, place.completed, index);
    if (index >= warmUps) latencies.push(latencyMs);
  }
  await employee.stop();
  report({
    name: 'latency.p50',
    value: quantile(latencies, 0.5),
    unit: 'ms',
    limit: 180,
    must: 'at most',
    drops,
  });
  report({
    name: 'latency.p99',
    value: quantile(latencies, 0.99),
    unit: 'ms',
    limit: 400,
    must: 'at most',
    drops,
  });
  report({
    name: 'latency.max',
    value: Math.max(...latencies),
    unit: 'ms',
    limit: null,
    must: 'be known',
    drops,
  });
}

function dropOne(inbox: string, completed: string, index: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const name = `single-${index}-end`;
    let writtenMs = Number.POSITIVE_INFINITY;
    const watcher = watch(completed, (_event, file) => {
      if (file?.includes(name) !== true || !file.endsWith('.json')) return;
      const latencyMs = performance.now() - writtenMs;
      clearTimeout(timeout);
      watcher.close();
      resolve(latencyMs);
    });
    const timeout = setTimeout(() => {
      watcher.close();
      reject(new Error(`${name} was not completed within ${giveUpMs} ms`));
    }, giveUpMs);
    writeFileSync(join(inbox, `${name}.txt`), dropText(mixed(index), index));
    writtenMs = performance.now();
  });
}
