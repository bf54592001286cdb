import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freshPlace } from './lib/place.ts';
import { memoryMb, processorSeconds } from './lib/proc.ts';
import { report } from './lib/report.ts';

const program = fileURLToPath(new URL('../bin/employee.js', import.meta.url));
const settleMs = 5_000;
const measureMs = 60_000;

/** The built CLI, headless, with nothing to do. Run `npm run build` before. */
export async function idle(): Promise<void> {
  const place = freshPlace('idle');
  const employee = spawn(process.execPath, [program, '--workspace', place.workspace, 'run'], {
    env: place.environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(employee, 'exit');
  const lines = createInterface({ input: employee.stdout });
  const ready = Promise.withResolvers<void>();
  lines.on('line', (line) => line === 'ready' && ready.resolve());
  lines.on('close', () => ready.reject(new Error('the employee ended before it was ready')));
  await ready.promise;
  await sleep(settleMs);
  const pid = employee.pid ?? 0;
  const beforeSeconds = processorSeconds(pid);
  await sleep(measureMs);
  const usedSeconds = processorSeconds(pid) - beforeSeconds;
  const residentMb = memoryMb(pid, 'VmRSS');
  employee.kill('SIGTERM');
  await exited;
  const percent = (usedSeconds * 100_000) / measureMs;
  report({
    name: 'idle.processor',
    value: percent,
    unit: '% of a core',
    limit: 0.2,
    must: 'at most',
    measureMs,
  });
  report({ name: 'idle.memory', value: residentMb, unit: 'MiB', limit: 120, must: 'at most' });
}
