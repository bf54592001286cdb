import { dirname } from 'node:path';
import { assertNever, EmployeeError } from '../../shared/errors.ts';
import { type Clock, type Random, type Timer, timestamp } from '../clock/index.ts';
import { type Files, type InPlaceFile, withExclusive } from '../files/index.ts';
import { formatLock, type LockKind, type LockRecord, readLock, readLockState } from './lock-record.ts';
import { judgeOwner } from './ownership.ts';
import type { WorkspacePaths } from './paths.ts';
import type { Processes } from './processes.ts';

const heartbeatMs = 15_000;

export interface WorkspaceLockDependencies {
  readonly files: Files;
  readonly paths: WorkspacePaths;
  readonly clock: Clock;
  readonly random: Random;
  readonly processes: Processes;
  readonly version: string;
}

export interface AcquireOptions {
  readonly kind: LockKind;
  /** Takes the workspace from an owner that is alive but silent; never from one that shows signs of life. */
  readonly takeOver?: boolean;
}

/**
 * Makes this process the only writer of a workspace.
 *
 * Invariants: the lock file changes hands only inside `withExclusive`, so that of any number of takers exactly one wins;
 * it is always a whole record; who holds it knows its token. A heartbeat goes to the file this process made, never to
 * a successor's.
 */
export class WorkspaceLock {
  readonly #dependencies: WorkspaceLockDependencies;
  readonly #lost = new AbortController();
  readonly #record: LockRecord;
  readonly #file: InPlaceFile;
  #timer: Timer | undefined;
  #released = false;

  private constructor(dependencies: WorkspaceLockDependencies, record: LockRecord, file: InPlaceFile) {
    this.#dependencies = dependencies;
    this.#record = record;
    this.#file = file;
    this.#scheduleHeartbeat();
  }

  /** Throws `workspace_held` when another owner is alive (or silent, without `takeOver`). */
  static acquire(dependencies: WorkspaceLockDependencies, options: AcquireOptions): Promise<WorkspaceLock> {
    return changeOwner(dependencies, async () => {
      const { files, paths, clock, random, processes, version } = dependencies;
      await makeRoom(dependencies, options.takeOver ?? false);
      const record: LockRecord = {
        pid: processes.pid,
        process_started: processes.startedAt(processes.pid),
        hostname: processes.hostname,
        token: random.hex(16),
        heartbeat: timestamp(clock),
        version,
        kind: options.kind,
      };
      try {
        await files.write(paths.internal.lock, formatLock(record));
        return new WorkspaceLock(dependencies, record, files.openInPlace(paths.internal.lock));
      } catch (error) {
        // Also when only the folder could not be synced: a lock that nobody holds must not stay.
        await files.remove(paths.internal.lock).catch(() => undefined);
        throw error;
      }
    });
  }

  /** Names this holding of the lock. */
  get token(): string {
    return this.#record.token;
  }

  /** Aborts once a heartbeat or `assertHeld` finds the lock in other hands. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /**
   * Reads the lock again, right before an effect or an entry. Throws `lock_lost` when it is not ours any more, and `io` when it
   * cannot be read: that says nothing about who holds it, so the signal does not abort.
   */
  assertHeld(): void {
    if (!this.#released && this.#isOurs()) return;
    const error = lostError(this.#dependencies);
    if (!this.#released) this.#lost.abort(error);
    throw error;
  }

  /** Looks now instead of at the next heartbeat. `lost` aborts when the lock is not ours any more. */
  isHeld(): boolean {
    if (this.#released) return false;
    const isOurs = this.#isOurs();
    if (!isOurs) this.#lost.abort(lostError(this.#dependencies));
    return isOurs;
  }

  async release(): Promise<void> {
    if (this.#released) return;
    this.#released = true;
    this.#timer?.cancel();
    this.#file.close();
    const { files, paths } = this.#dependencies;
    // Of a workspace that was deleted nothing is made again.
    if (!files.exists(paths.internal.root)) return;
    await changeOwner(this.#dependencies, async () => {
      if (readLock(files, paths.internal.lock)?.token === this.token) await files.remove(paths.internal.lock);
    });
  }

  #isOurs(): boolean {
    const { files, paths } = this.#dependencies;
    const lock = readLockState(files, paths.internal.lock);
    if (lock.state !== 'unreadable') return lock.state === 'held' && lock.record.token === this.token;
    // Damaged, not taken: if it is the file this process made, it is whole again.
    this.#writeHeartbeat();
    return readLock(files, paths.internal.lock)?.token === this.token;
  }

  #writeHeartbeat(): void {
    this.#file.rewrite(formatLock({ ...this.#record, heartbeat: timestamp(this.#dependencies.clock) }));
  }

  #scheduleHeartbeat(): void {
    this.#timer = this.#dependencies.clock.after(heartbeatMs, () => {
      this.#beat();
      if (!this.lost.aborted) this.#scheduleHeartbeat();
    });
  }

  #beat(): void {
    const { files, paths } = this.#dependencies;
    try {
      this.#writeHeartbeat();
      if (readLock(files, paths.internal.lock)?.token === this.token) return;
    } catch {
      // A full or failing disk must not end the heartbeat: the next one tries again.
      return;
    }
    this.#lost.abort(lostError(this.#dependencies));
  }
}

/** Leaves no lock file behind, or throws. */
async function makeRoom(dependencies: WorkspaceLockDependencies, takeOver: boolean): Promise<void> {
  const { files, paths, clock, processes } = dependencies;
  const owner = judgeOwner(readLockState(files, paths.internal.lock), processes, clock.now());
  switch (owner.kind) {
    case 'free':
      return;
    case 'dead':
      return setAside(files, paths.internal.lock);
    case 'silent':
      if (takeOver) return setAside(files, paths.internal.lock);
      throw heldError(paths, owner.why, 'If it is not working any more, end it, or start with --take-over');
    case 'live':
      throw heldError(paths, owner.why, 'Use that one, or stop it with "employee stop"');
    default:
      assertNever(owner);
  }
}

/** Moved, not overwritten: Windows lets nobody replace a file that a silent owner still has open. */
async function setAside(files: Files, lock: string): Promise<void> {
  const aside = `${lock}.former`;
  await files.remove(aside);
  await files.move(lock, aside);
}

async function changeOwner<T>(dependencies: WorkspaceLockDependencies, work: () => Promise<T>): Promise<T> {
  const { files, paths } = dependencies;
  await files.ensureFolder(dirname(paths.internal.lock));
  return withExclusive({ path: `${paths.internal.lock}.guard` }, work);
}

function heldError(paths: WorkspacePaths, why: string, hint: string): EmployeeError {
  return new EmployeeError('workspace_held', { what: `cannot take the workspace ${paths.root}`, why, hint });
}

function lostError({ paths, files }: WorkspaceLockDependencies): EmployeeError {
  if (!files.exists(paths.internal.root)) {
    return new EmployeeError('lock_lost', {
      what: `cannot go on in ${paths.root}`,
      why: 'the folder is not there any more',
      hint: 'Put it back, or choose another workspace',
    });
  }
  const successor = readLock(files, paths.internal.lock);
  return new EmployeeError('lock_lost', {
    what: `cannot go on in ${paths.root}`,
    why: successor ? `process ${successor.pid} has taken it over` : 'this process does not hold it any more',
    hint: 'Nothing more is done here; start the employee again if no other one runs',
  });
}
