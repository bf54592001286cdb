import { join } from 'node:path';
import type { FileOperation } from '../helpers/interposed-file-system.ts';
import type { KillPoint } from '../helpers/killing-file-system.ts';
import type { Ground } from './ground.ts';
import { inspectWorkspace } from './inspect.ts';
import { siteIn } from './open-employee.ts';

const readyLimitMs = 5_000;

export interface KillResult extends KillPoint {
  readonly label: string;
  /** Whether the process died there; background writes make the last points come and go. */
  readonly reached: boolean;
  readonly readyMs: number | undefined;
  readonly problems: readonly string[];
}

/** Before and after every mutating operation, and two more for runs that make a few more of them. */
export function killPoints(operations: readonly FileOperation[]): readonly KillPoint[] {
  const count = operations.filter(({ mutates }) => mutates).length + 2;
  return Array.from({ length: count }, (_, index) => index + 1).flatMap((operation): KillPoint[] => [
    { operation, when: 'before' },
    { operation, when: 'after' },
  ]);
}

/** Kills one employee at the point, starts the next one, and looks whether everything is as promised. */
export async function killAt(ground: Ground, point: KillPoint, label: string): Promise<KillResult> {
  ground.reset();
  const killed = await ground.run('kill', String(point.operation), point.when);
  const reached = killed.signal === 'SIGKILL';
  if (!reached && killed.code !== 0)
    return { ...point, label, reached, readyMs: undefined, problems: [`the run: ${tail(killed.stderr)}`] };
  const { code, stderr, readyMs } = await ground.run('recover');
  const problems: string[] = [];
  if (code !== 0) problems.push(`the next start: ${tail(stderr)}`);
  if (readyMs === undefined || readyMs > readyLimitMs) problems.push(`ready after ${readyMs} ms`);
  problems.push(...(await inspectWorkspace(siteIn(ground.folder).root)));
  return { ...point, label, reached, readyMs, problems };
}

/** What an operation does, without what differs from run to run: `write task_queue/inbox/*`. */
export function labelOf(operation: FileOperation | undefined): string {
  if (operation === undefined) return 'past the end';
  const path = operation.path.replace(/^.*\/site\//, '').replace(join('/'), '/');
  return `${operation.name} ${path.replace(/\d{8}T\d{9}Z-(.*?)-[0-9a-f]{6}/g, '<$1>').replace(/\.tmp-[0-9a-f]+/, '.tmp-*')}`;
}

function tail(text: string): string {
  return text.trim().split('\n').slice(-6).join(' | ');
}
