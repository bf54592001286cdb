import { NodeFileSystem } from '../../src/core/files/index.ts';
import { CountingFileSystem } from '../helpers/counting-file-system.ts';
import { KillingFileSystem, type KillPoint } from '../helpers/killing-file-system.ts';
import { openEmployeeAt, siteIn } from './open-employee.ts';
import { afterwards, drops, finishEverything, workThrough } from './workflow.ts';

/**
 * One employee in a process of its own, as `node employee-process.ts FOLDER ROLE [OPERATION WHEN]`.
 * `prepare`: makes the workspace · `count`: works through the drops and prints its operations · `kill`: the same until it dies ·
 * `recover`: finishes what was left and one drop more.
 */
const [folder = '', role = '', operation = '0', when = 'before'] = process.argv.slice(2);
const site = siteIn(folder);
const counting = new CountingFileSystem(new NodeFileSystem());

if (role === 'prepare') {
  const employee = await openEmployeeAt(site, counting);
  await employee.stop('graceful');
}
if (role === 'count') {
  await work(await openEmployeeAt(site, counting));
  console.log(JSON.stringify(counting.operations));
}
if (role === 'kill') {
  const point: KillPoint = { operation: Number(operation), when: when === 'after' ? 'after' : 'before' };
  await work(await openEmployeeAt(site, new KillingFileSystem(new NodeFileSystem(), point)));
}
if (role === 'recover') {
  const employee = await openEmployeeAt(site, counting);
  await employee.start();
  console.log('ready');
  await employee.drain();
  await finishEverything(employee);
  await workThrough(employee, [afterwards]);
  await employee.stop('graceful');
}

async function work(employee: Awaited<ReturnType<typeof openEmployeeAt>>): Promise<void> {
  await employee.start();
  await workThrough(employee, drops);
  await employee.stop('graceful');
}
