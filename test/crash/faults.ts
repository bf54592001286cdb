import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Employee } from '../../src/core/employee.ts';
import { NodeFileSystem } from '../../src/core/files/index.ts';
import { SystemProcesses } from '../../src/core/workspace/index.ts';
import { describeError, EmployeeError } from '../../src/shared/errors.ts';
import { canFail, type FaultPoint, FaultyFileSystem, faultKinds } from '../helpers/faulty-file-system.ts';
import type { FileOperation } from '../helpers/interposed-file-system.ts';
import { inspectWorkspace } from './inspect.ts';
import { openEmployeeAt, type Site } from './open-employee.ts';
import { afterwards, drops, finishEverything, workThrough } from './workflow.ts';

/** How long a fault that lasts is left before its cause is gone. */
const lastingMs = 400;
const stopLimitMs = 20_000;
const personsText = '\nMy own line, above everything the employee writes.\n';

export interface FaultResult extends FaultPoint {
  readonly label: string;
  readonly struck: number;
  /** Where a person can read of it; `null` when it was made up for without a word. */
  readonly told: string | null;
  readonly problems: readonly string[];
}

/** Every operation, in every way it can fail, once and for good. */
export function faultPoints(operations: readonly FileOperation[]): readonly FaultPoint[] {
  return operations.flatMap((operation, index) =>
    faultKinds
      .filter((kind) => canFail(operation, kind))
      .flatMap((kind): FaultPoint[] => [
        { operation: index + 1, kind, lasts: 'once' },
        { operation: index + 1, kind, lasts: 'for good' },
      ]),
  );
}

/**
 * Works through the drops while the disk fails, in a prepared workspace; then goes on with a healthy one. An employee
 * that does not start, or ends itself, is started again as a person would.
 */
export async function failAt(site: Site, point: FaultPoint, label: string): Promise<FaultResult> {
  const dashboard = join(site.root, 'obsidian_vault', 'Dashboard.md');
  if (existsSync(dashboard)) appendFileSync(dashboard, personsText);
  else writeFileSync(dashboard, personsText);
  const kept = keptFiles(site);
  const problems: string[] = [];
  const errors: string[] = [];
  const fileSystem: FaultyFileSystem = new FaultyFileSystem(new NodeFileSystem(), point, () => {
    if (point.lasts === 'for good') setTimeout(() => fileSystem.heal(), lastingMs);
  });
  const failed = (error: unknown) => {
    errors.push(describeError(error));
    if (!(error instanceof EmployeeError)) problems.push(`not a clear error: ${describeError(error)}`);
  };
  try {
    const employee = await openEmployeeAt(site, fileSystem, new PretendedProcess()).catch((error: unknown) =>
      failed(error),
    );
    if (employee) await work(employee, failed);
  } catch (error) {
    problems.push(describeError(error));
  }
  fileSystem.heal();
  await goOn(site).catch((error: unknown) => problems.push(`the next start: ${describeError(error)}`));
  for (const [path, content] of kept) {
    if (!existsSync(path) || !readFileSync(path).equals(content)) problems.push(`changed: ${path}`);
  }
  if (!readFileSync(dashboard, 'utf8').includes(personsText.trim()))
    problems.push("the person's text on the Dashboard is gone");
  problems.push(...(await inspectWorkspace(site.root)));
  const struck = fileSystem.struck.length;
  return { ...point, label, struck, told: errors[0] ?? loggedError(site), problems };
}

async function work(employee: Employee, failed: (error: unknown) => void): Promise<void> {
  try {
    await employee.start();
  } catch (error) {
    failed(error);
    await employee.stop('now').catch(failed);
    return;
  }
  const ended = employee.stopped.then(
    () => undefined,
    (error: unknown) => failed(error),
  );
  const over = new AbortController();
  const working = workThrough(employee, drops, over.signal);
  try {
    await Promise.race([working, ended]);
  } finally {
    over.abort();
    await working.catch(() => undefined);
    await stop(employee).catch(failed);
  }
}

/** The next start, on a healthy disk: finishes what was left, and what was not dropped yet. */
async function goOn(site: Site): Promise<void> {
  const employee = await openEmployeeAt(site, new NodeFileSystem(), new PretendedProcess());
  try {
    await employee.start();
    await employee.drain();
    await finishEverything(employee);
    await workThrough(employee, [...drops.filter(({ name }) => !isDropped(site, name)), afterwards]);
  } finally {
    await stop(employee);
  }
}

async function stop(employee: Employee): Promise<void> {
  const over = new AbortController();
  const limit = wait(stopLimitMs, 'hangs', { signal: over.signal }).catch(() => undefined);
  const how = await Promise.race([employee.stop('graceful'), limit]);
  over.abort();
  if (how === 'hangs') throw new Error('the stop hangs');
}

function isDropped(site: Site, name: string): boolean {
  return existsSync(join(site.root, 'watch_inbox', name));
}

let pretendedPid = 10_000_000;

/** Each employee of a run takes itself for a process of its own; the ones before it are dead. */
class PretendedProcess extends SystemProcesses {
  override readonly pid = ++pretendedPid;

  override isAlive(pid: number): boolean {
    return pid === this.pid;
  }

  override startedAt(): null {
    return null;
  }
}

/** What no run may change: settings, identity, and everything a person wrote. */
function keptFiles({ root }: Site): ReadonlyMap<string, Buffer> {
  const internal = readdirSync(join(root, '.employee')).filter((name) =>
    ['settings.json', 'installation.json'].includes(name),
  );
  const vault = readdirSync(join(root, 'obsidian_vault'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.md') && name !== 'Dashboard.md',
  );
  const paths = [
    ...internal.map((name) => join(root, '.employee', name)),
    ...vault.map((name) => join(root, 'obsidian_vault', name)),
  ];
  return new Map(paths.map((path) => [path, readFileSync(path)]));
}

function loggedError({ root }: Site): string | null {
  const folder = join(root, 'logs');
  if (!existsSync(folder)) return null;
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  return lines.find((line) => /\b(ERROR|WARN(ING)?)\b/i.test(line)) ?? null;
}
