import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../src/core/clock/index.ts';
import { type FileSystem, NodeFileSystem } from '../../../src/core/files/index.ts';
import { Dashboard, type DashboardView } from '../../../src/core/vault/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

export function view(changes: Partial<DashboardView> = {}): DashboardView {
  return {
    state: 'idle',
    updatedAt: '2026-02-07T09:00:00.000Z',
    counts: {
      inbox: 0,
      pending: 0,
      approvals: 0,
      completed: 1_204,
      completedToday: 3,
      failedToday: 0,
      quarantine: 0,
    },
    waiting: [],
    lastCompleted: [],
    costTodayUsd: 0,
    costIsLowerBound: false,
    budgetUsd: 0.1,
    auditHead: { seq: 12, hash: 'ab'.repeat(32) },
    problems: [],
    ...changes,
  };
}

/** Every file looks as if it had been at rest for a minute, and pauses take no time. */
class HastyClock implements Clock {
  now(): number {
    return Date.now() + 60_000;
  }
  after(_delayMs: number, run: () => void) {
    const immediate = setImmediate(run);
    return { cancel: () => clearImmediate(immediate) };
  }
}

/** A Dashboard.md in a folder of its own, and what lies beside it. */
export function dashboardIn(content?: string | Buffer, fileSystem: FileSystem = new NodeFileSystem()) {
  const folder = temporaryFolder();
  const path = join(folder, 'Dashboard.md');
  if (content !== undefined) writeFileSync(path, content);
  const open = (platform: NodeJS.Platform = 'linux') =>
    new Dashboard({ files: testFiles(fileSystem), path, clock: new HastyClock(), platform });
  return {
    path,
    open,
    dashboard: open(),
    bytes: () => readFileSync(path),
    text: () => readFileSync(path, 'utf8'),
    beside: () =>
      readdirSync(folder)
        .filter((name) => name !== 'Dashboard.md')
        .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
  };
}

export type SaveStyle = 'in place' | 'by rename';

export function save(path: string, content: string, style: SaveStyle): void {
  writeFileSync(style === 'in place' ? path : `${path}.saving`, content);
  if (style === 'by rename') renameSync(`${path}.saving`, path);
}

/** Calls back before every operation on files, so that an editor can act in between. */
export function observed(before: (operation: string) => void): FileSystem {
  return new Proxy<FileSystem>(new NodeFileSystem(), {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        before(String(name));
        return Reflect.apply(member, target, args);
      };
    },
  });
}
