import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { EmployeeError } from '../../shared/errors.ts';

const retryMs = 10;
const defaultWaitMs = 10_000;

/** SQLite's primary result code for a lock that another process holds. */
const busyCode = 5;

export interface ExclusiveOptions {
  /** An empty file that only carries the lock; its folder exists. */
  readonly path: string;
  readonly waitMs?: number;
}

/**
 * Runs `work` while no other process (or other caller) runs work under the same path.
 *
 * The lock is the one that SQLite takes on an empty database: a lock of the operating system, on every platform,
 * which goes away with the process that held it. No crash can leave it behind and no process id has to be judged.
 * Throws `workspace_held` when it is not free within `waitMs` (10 s by default).
 */
export async function withExclusive<T>(options: ExclusiveOptions, work: () => Promise<T>): Promise<T> {
  const database = await take(options);
  try {
    return await work();
  } finally {
    database.close();
  }
}

async function take({ path, waitMs = defaultWaitMs }: ExclusiveOptions): Promise<DatabaseSync> {
  for (let waitedMs = 0; ; waitedMs += retryMs) {
    const database = tryTake(path);
    if (database !== 'busy') return database;
    if (waitedMs >= waitMs) {
      throw new EmployeeError('workspace_held', {
        what: `cannot lock ${path}`,
        why: `another process has held it for ${waitMs / 1000} s`,
        hint: 'Look for a stopped or hanging employee process and end it',
      });
    }
    // Not the clock's timer: that one would let a process that waits for nothing else end.
    await wait(retryMs);
  }
}

function tryTake(path: string): DatabaseSync | 'busy' {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === busyCode)
      return 'busy';
    throw new EmployeeError('io', {
      what: `cannot lock ${path}`,
      why: error instanceof Error ? error.message : String(error),
      hint: 'Check that the folder can be written and that its disk supports file locks',
      cause: error,
    });
  }
}
