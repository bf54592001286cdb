import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import { NodeFileSystem } from '../../src/core/files/index.ts';
import type { FaultPoint } from '../helpers/faulty-file-system.ts';
import { type FaultResult, failAt } from './faults.ts';
import { openEmployeeAt, siteIn } from './open-employee.ts';

/**
 * Runs fault points in one process, as `node fault-process.ts FOLDER LANES`: a point a line on stdin, a result a line on
 * stdout. The runs wait most of the time, so that several go on side by side, each in a workspace of its own.
 */
const [folder = '', lanes = '1'] = process.argv.slice(2);
const points: (FaultPoint & { readonly label: string })[] = [];
for await (const line of createInterface({ input: process.stdin })) points.push(JSON.parse(line));

const strays: string[] = [];
process.on('unhandledRejection', (error) => strays.push(`unhandled rejection: ${String(error)}`));
process.on('uncaughtException', (error) => strays.push(`uncaught exception: ${String(error)}`));

await Promise.all(Array.from({ length: Number(lanes) }, (_, lane) => runLane(join(folder, `lane-${lane}`))));
process.exit();

async function runLane(base: string): Promise<void> {
  const [live, template] = [join(base, 'site'), join(base, 'template')];
  mkdirSync(live, { recursive: true });
  const employee = await openEmployeeAt(siteIn(live), new NodeFileSystem());
  await employee.stop('graceful');
  cpSync(live, template, { recursive: true });
  for (let point = points.shift(); point !== undefined; point = points.shift()) {
    rmSync(live, { recursive: true, force: true });
    cpSync(template, live, { recursive: true });
    const result = await failAt(siteIn(live), point, point.label);
    await turn();
    report({ ...result, problems: [...result.problems, ...strays.splice(0)] });
  }
}

function report(result: FaultResult): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
