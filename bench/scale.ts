import { createHash } from 'node:crypto';
import { appendFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { account, dropAll } from './lib/drops.ts';
import { EmployeeChild } from './lib/employee-child.ts';
import { freshPlace } from './lib/place.ts';
import { memoryMb, processorSeconds } from './lib/proc.ts';
import { type Bed, type Costs, fillCompleted, measure, openBed } from './lib/queue-costs.ts';
import { quantile, report } from './lib/report.ts';

const rounds = 200;
const manyStarted = 100_000;
const quietMs = 20_000;

/** What history costs. `--files N` sets the number of finished tasks (1,000,000). */
export async function scale(files = 1_000_000): Promise<void> {
  await costsWithHistory(files);
  await startWithCompleted();
  await startWithOriginals();
}

async function costsWithHistory(files: number): Promise<void> {
  const small = await filledBed(10);
  const large = await filledBed(files);
  const ofSmall: Costs[] = [];
  const ofLarge: Costs[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ofSmall.push(await measure(small));
    ofLarge.push(await measure(large));
  }
  for (const what of ['counts', 'claim', 'dashboard'] as const) {
    const median = (costs: readonly Costs[]) =>
      quantile(
        costs.map((cost) => cost[what]),
        0.5,
      );
    const [withTen, withMany] = [median(ofSmall), median(ofLarge)];
    const value = withMany / withTen;
    report({
      name: `scale.${what}`,
      value,
      unit: '× of ten',
      limit: 1.2,
      must: 'at most',
      files,
      withTenUs: withTen,
      withManyUs: withMany,
    });
  }
  await small.files.close();
  await large.files.close();
}

function filledBed(count: number): Promise<Bed> {
  const place = freshPlace(`scale-${count}`);
  fillCompleted(place.completed, count);
  return openBed(place.workspace);
}

async function startWithCompleted(): Promise<void> {
  const place = freshPlace('start');
  await (await EmployeeChild.start(place)).stop();
  fillCompleted(place.completed, manyStarted);
  const employee = await EmployeeChild.start(place);
  await employee.stop();
  const value = employee.startMs / 1_000;
  report({
    name: 'scale.start_with_completed',
    value,
    unit: 's',
    limit: 1.5,
    must: 'at most',
    files: manyStarted,
  });
}

async function startWithOriginals(): Promise<void> {
  const place = freshPlace('originals');
  await (await EmployeeChild.start(place)).stop();
  fillInbox(place.inbox, join(place.workspace, '.employee', 'intake.jsonl'), manyStarted);
  const employee = await EmployeeChild.start(place);
  await sleep(3_000);
  const before = processorSeconds(employee.pid);
  await sleep(quietMs);
  const percent = ((processorSeconds(employee.pid) - before) * 100_000) / quietMs;
  const peakMb = memoryMb(employee.pid, 'VmHWM');
  const names = dropAll(place.inbox, 1, () => 'note', 'after');
  await employee.ask({ ask: 'until', settled: 1 });
  const { lost } = account(place, names);
  await employee.stop();
  const files = manyStarted;
  const value = employee.startMs / 1_000;
  report({ name: 'scale.start_with_originals', value, unit: 's', limit: 3, must: 'at most', files, lost });
  report({ name: 'scale.originals_memory', value: peakMb, unit: 'MiB', limit: 250, must: 'at most', files });
  report({
    name: 'scale.originals_idle',
    value: percent,
    unit: '% of a core',
    limit: 0.2,
    must: 'at most',
    quietMs,
  });
}

/** Originals that the ledger knows as taken and acknowledged. */
function fillInbox(inbox: string, ledger: string, count: number): void {
  const text = 'An original that stays.\n';
  const sha256 = createHash('sha256').update(text).digest('hex');
  const modified = new Date('2026-02-07T09:00:00Z');
  const lines: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `original-${String(index).padStart(7, '0')}.txt`;
    writeFileSync(join(inbox, name), text);
    utimesSync(join(inbox, name), modified, modified);
    const taskId = `20260207T090000123Z-original-${String(index).padStart(7, '0')}`;
    lines.push(JSON.stringify({ n: name, s: sha256, z: text.length, m: modified.getTime(), t: taskId }));
  }
  appendFileSync(ledger, `${lines.join('\n')}\n{"k":1}\n`);
}
