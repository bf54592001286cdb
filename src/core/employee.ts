import type { Api } from '../shared/api.ts';
import { describeError } from '../shared/errors.ts';
import type { EmployeeEvent } from '../shared/events.ts';
import { concludeRestore } from './backup/index.ts';
import type { Timer } from './clock/index.ts';
import { ControlServer, localControlEndpoint } from './control/index.ts';
import type { EmployeeOptions } from './employee-options.ts';
import { EventStream } from './event-stream.ts';
import { type HeldWorkspace, holdWorkspace } from './open-workspace.ts';
import { type Noticed, QueueWatch } from './queue/index.ts';
import { openStores, type Stores } from './stores.ts';
import { type Hooks, type Parts, wire } from './wiring/index.ts';

export type { EmployeeOptions } from './employee-options.ts';

const gracefulStopMs = 25_000;
const reconcileApprovalsMs = 30_000;

/** What its shell does once it has stopped. `reopen`: opens it again, because a restore is swapped in between. */
export type EndAsked = 'stop' | 'reopen';

/** The employee over one workspace, whatever shell it runs in. */
export interface Employee {
  readonly api: Api;
  readonly workspace: { readonly root: string; readonly kind: HeldWorkspace['kind'] };
  /** What is wrong with the settings, in sentences. */
  readonly problems: readonly string[];
  /** Resolves when an end was asked through the api; rejects when another process took the workspace. */
  readonly stopped: Promise<EndAsked>;
  /** Resolves when the inbox is watched and the work has begun. */
  start(): Promise<void>;
  /** Resolves when everything that waited has been worked through. */
  drain(signal?: AbortSignal): Promise<void>;
  stop(how: 'graceful' | 'now'): Promise<void>;
  /** Calls `listener` with the present status, then with every event. Returns how to stop that. */
  onEvent(listener: (event: EmployeeEvent) => void): () => void;
  /** The machine woke up, or its clock was set: everything that waits for a time or for a change of the disk looks again now. */
  resumed(): void;
  /** A surface says what is wrong with it, such as toasts that cannot be shown; `undefined` withdraws it. Health tells it. */
  reportTrouble(source: string, sentence: string | undefined): void;
}

/** Takes the workspace, puts right what a crash left, and wires the employee. Nothing runs before `start`. */
export async function openEmployee(options: EmployeeOptions): Promise<Employee> {
  const workspace = await holdWorkspace(options);
  try {
    return await ComposedEmployee.compose(options, workspace);
  } catch (error) {
    // What went wrong first is what a person has to hear.
    await workspace.lock.release().catch(() => undefined);
    throw error;
  }
}

class ComposedEmployee implements Employee {
  readonly api: Api;
  readonly workspace: Employee['workspace'];
  readonly stopped: Promise<EndAsked>;
  readonly #options: EmployeeOptions;
  readonly #held: HeldWorkspace;
  readonly #parts: Parts;
  readonly #events: EventStream;
  readonly #abort = new AbortController();
  readonly #stopAsked = Promise.withResolvers<EndAsked>();
  #control: ControlServer | undefined;
  #watch: QueueWatch | undefined;
  #startedMs: number | undefined;
  #reconcile: Timer | undefined;
  #stopHow: 'graceful' | 'now' = 'graceful';
  #stopping: Promise<void> | undefined;

  private constructor(options: EmployeeOptions, held: HeldWorkspace, wire: (hooks: Hooks) => Parts) {
    this.#options = options;
    this.#held = held;
    this.workspace = { root: held.paths.root, kind: held.kind };
    this.stopped = this.#stopAsked.promise;
    // A shell that does not wait for it must not be brought down by a lost lock.
    this.stopped.catch(() => undefined);
    this.#events = new EventStream({
      status: () => this.#parts.surfaces.status(),
      failed: (error) =>
        this.#parts.log.orchestrator.error('a surface failed', { error: describeError(error) }),
    });
    this.#parts = wire({
      events: this.#events,
      changed: () => this.#changed(),
      startedAtMs: () => this.#startedMs,
      requestStop: (how) => {
        this.#stopHow = how;
        this.#stopAsked.resolve('stop');
      },
      requestReopen: () => this.#stopAsked.resolve('reopen'),
      signal: this.#abort.signal,
    });
    this.api = this.#parts.api;
    held.lock.lost.addEventListener('abort', () => this.#stopAsked.reject(held.lock.lost.reason), {
      once: true,
    });
  }

  static async compose(options: EmployeeOptions, held: HeldWorkspace): Promise<Employee> {
    const opened = await openStores(options, held);
    if (held.restored)
      await concludeRestore(
        { files: options.files, trail: opened.trail, internal: held.paths.internal.root },
        held.restored,
      );
    const employee = new ComposedEmployee(options, held, (hooks) => wire(options, held, opened, hooks));
    await employee.#recover(opened);
    return employee;
  }

  get problems(): readonly string[] {
    const settings = this.#held.settings.problems.map(
      ({ variable, expected, got }) => `${variable}: expected ${expected}, got ${got}`,
    );
    return [...settings, ...this.#held.pathProblems];
  }

  async start(): Promise<void> {
    const { orchestrator, intake, desk, queue, trail, log } = this.#parts;
    const { files, clock, userState, environment, random } = this.#options;
    this.#startedMs = clock.now();
    trail.record({
      action: 'service_started',
      details: { pid: process.pid, version: this.#options.version },
    });
    await trail.commit();
    log.orchestrator.info('started', { workspace: this.workspace.root, pid: process.pid });
    const endpoint = localControlEndpoint({
      workspaceRoot: this.#held.identity.realPath,
      stateFolder: userState.folder,
      environment,
    });
    const token = await userState.controlToken();
    this.#control = new ControlServer({
      api: this.api,
      token,
      endpoint,
      files,
      clock,
      random,
      logger: log.orchestrator,
    });
    await this.#control.listen();
    this.#watch = new QueueWatch({
      files,
      clock,
      queue,
      reconcileMs: this.#held.settings.get('queue.reconcileSeconds') * 1_000,
      noticed: (state, fileName, what) => this.#noticed(state, fileName, what),
      failed: (error) => log.orchestrator.error('queue watch failed', { error: describeError(error) }),
    });
    this.#watch.start();
    desk.start();
    this.#armReconcile();
    orchestrator.start(queue.pendingIds);
    this.#parts.integrity.check(this.#abort.signal);
    this.#parts.backups.scheduler.start();
    await intake.start(this.#abort.signal);
    // A stop between a task's end and the move of its original leaves the move to be made.
    for (const taskId of this.#parts.recentIds) await intake.finished(taskId);
    this.#changed();
  }

  async drain(signal?: AbortSignal): Promise<void> {
    await this.#parts.intake.drainOnce();
    await this.#parts.orchestrator.drained(signal);
  }

  onEvent(listener: (event: EmployeeEvent) => void): () => void {
    return this.#events.listen(listener);
  }

  resumed(): void {
    if (this.#startedMs === undefined) return;
    const { desk, intake, orchestrator, log } = this.#parts;
    this.#watch?.reconcile();
    this.#parts.backups.scheduler.lookAgain();
    desk.reconcile();
    orchestrator.wake();
    intake
      .lookAgain()
      .catch((error: unknown) => log.watcher.error('looking again failed', { error: describeError(error) }));
    this.#changed();
  }

  reportTrouble(source: string, sentence: string | undefined): void {
    if (this.#parts.troubles.report(source, sentence)) this.#changed();
  }

  stop(how: 'graceful' | 'now'): Promise<void> {
    if (this.#stopping && how === 'now') this.#parts.orchestrator.hurry();
    this.#stopping ??= this.#stop(this.#stopHow === 'now' ? 'now' : how);
    return this.#stopping;
  }

  async #stop(how: 'graceful' | 'now'): Promise<void> {
    const { orchestrator, intake, tasks, activity, desk, trail, journal, ledger, dashboard, log } =
      this.#parts;
    const wasRunning = this.#startedMs !== undefined;
    try {
      this.#parts.backups.scheduler.stop();
      await this.#parts.restores.stop();
      await this.#parts.backups.service.stop();
      // A decision that can still be taken back is followed by a graceful stop; an emergency stop lets it wait.
      if (how === 'graceful') await desk.followDeferred();
      // Each part ends even when the one before it could not write any more: nothing works on without the lock.
      const intakeEnd = wasRunning ? await settled(intake.stop()) : undefined;
      if (wasRunning) await orchestrator.stop(how === 'graceful' ? gracefulStopMs : 0);
      this.#abort.abort(new Error('the employee is stopping'));
      this.#reconcile?.cancel();
      this.#watch?.stop();
      desk.stop();
      tasks.close();
      activity.close();
      if (wasRunning)
        trail.record({
          action: how === 'now' ? 'emergency_stop' : 'service_stopped',
          details: { pid: process.pid },
        });
      this.#startedMs = undefined;
      this.#events.statusChanged();
      if (wasRunning) dashboard.schedule(() => this.#parts.surfaces.dashboard());
      await Promise.allSettled([wasRunning ? dashboard.flush() : undefined, this.#control?.close()]);
      const ends = [
        intakeEnd,
        await settled(trail.close()),
        await settled(journal.close()),
        await settled(ledger.close()),
      ];
      const failure = ends.find((end) => end?.status === 'rejected');
      if (failure?.status === 'rejected') throw failure.reason;
    } finally {
      const synced = await settled(this.#options.files.folders.settle());
      if (synced.status === 'rejected')
        log.orchestrator.warn('a folder could not be synced', { error: describeError(synced.reason) });
      log.orchestrator.info('stopped');
      log.orchestrator.close();
      log.watcher.close();
      await this.#held.lock.release();
    }
  }

  /** Puts right what an earlier process left; a task in `pending` waits for `start`. */
  async #recover({ parked, quarantined, began }: Stores): Promise<void> {
    const { trail, desk, gate, orchestrator, queue, pause } = this.#parts;
    if (this.#held.kind !== 'existing') {
      trail.record({ action: this.#held.kind === 'created' ? 'workspace_created' : 'workspace_adopted' });
    }
    if (gate.isUnconfirmed || (this.#held.newlyTrusted && began !== 'same')) await gate.confirm();
    for (const { fileName, reason } of quarantined) {
      trail.record({
        action: 'task_quarantined',
        result: 'failure',
        details: { file_name: fileName },
        error: reason,
      });
    }
    await this.#parts.seedLedger();
    const restored = await this.#parts.restoreLostWrites();
    if (restored.length > 0)
      trail.record({ action: 'recovery_startup', details: { notes_written_again: restored } });
    orchestrator.paused = pause.paused;
    for (const { task_id: taskId } of await desk.reopenAll(parked)) {
      // Parked without a signed request, as by the original system: planned and asked again.
      if (await queue.resume(taskId)) await desk.close(taskId);
    }
    await this.#parts.strays.settleAll();
    await this.#parts.backups.service.tidy();
    await trail.commit();
  }

  #noticed(state: 'inbox' | 'pending', fileName: string, what: Noticed): void {
    const { trail, orchestrator, log } = this.#parts;
    if (what.kind === 'quarantined') {
      trail.record({
        action: 'task_quarantined',
        result: 'failure',
        details: { file_name: fileName },
        error: what.reason,
      });
      trail.commit().catch((error: unknown) => {
        log.orchestrator.warn('audit entries wait for the disk', { error: describeError(error) });
      });
    }
    if (what.kind !== 'added') return;
    if (state === 'pending') orchestrator.foundInPending(what.task.task_id, 'stop');
    else orchestrator.pump();
  }

  #armReconcile(): void {
    this.#reconcile = this.#options.clock.after(reconcileApprovalsMs, () => {
      this.#parts.desk.reconcile();
      this.#armReconcile();
    });
  }

  #changed(): void {
    if (this.#startedMs === undefined) return;
    const { dashboard, surfaces } = this.#parts;
    dashboard.schedule(() => surfaces.dashboard());
    this.#events.statusChanged();
  }
}

async function settled(work: Promise<void>): Promise<PromiseSettledResult<void>> {
  const [result] = await Promise.allSettled([work]);
  return result;
}
