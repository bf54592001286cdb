import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from '../shared/api.ts';
import { describeError } from '../shared/errors.ts';
import type { Status } from '../shared/status.ts';
import type { Task } from '../shared/task.ts';
import { ActionRunner, EffectJournal } from './actions/index.ts';
import { ApprovalDesk } from './approvals/index.ts';
import { AuditTrail, FileAuditKeys, verificationDocument, verifyTrail } from './audit/index.ts';
import { localDay, type Timer } from './clock/index.ts';
import { EmployeeApi, Validator } from './commands/index.ts';
import { ControlServer, localControlEndpoint } from './control/index.ts';
import type { EmployeeOptions } from './employee-options.ts';
import { Intake, seedLedger } from './intake/index.ts';
import { Redactor, ServiceLog } from './logging/index.ts';
import { type HeldWorkspace, holdWorkspace } from './open-workspace.ts';
import {
  IntakeSink,
  Orchestrator,
  PendingSettler,
  PolicyGate,
  restoreLostWrites,
  TaskFinisher,
  TaskWorker,
} from './orchestrator/index.ts';
import { PauseSwitch } from './pause-switch.ts';
import { Planners } from './planners.ts';
import { everyTask, type Noticed, QueueWatch, TaskQueue } from './queue/index.ts';
import { RecentTasks } from './recent-tasks.ts';
import { Surfaces } from './surfaces.ts';
import { Dashboard, DashboardWriter, TaskNotes, VaultContext, VaultServer } from './vault/index.ts';
import { vaultToolServer } from './vault-tools.ts';

export type { EmployeeOptions } from './employee-options.ts';

const gracefulStopMs = 25_000;
const reconcileApprovalsMs = 30_000;

/** The employee over one workspace, whatever shell it runs in. */
export interface Employee {
  readonly api: Api;
  readonly workspace: { readonly root: string; readonly kind: HeldWorkspace['kind'] };
  /** What is wrong with the settings, in sentences. */
  readonly problems: readonly string[];
  /** Resolves when a stop was asked through the api; rejects when another process took the workspace. */
  readonly stopped: Promise<void>;
  /** Resolves when the inbox is watched and the work has begun. */
  start(): Promise<void>;
  /** Resolves when everything that waited has been worked through. */
  drain(signal?: AbortSignal): Promise<void>;
  stop(how: 'graceful' | 'now'): Promise<void>;
  onStatus(listener: (status: Status) => void): () => void;
}

/** Takes the workspace, puts right what a crash left, and wires the employee. Nothing runs before `start`. */
export async function openEmployee(options: EmployeeOptions): Promise<Employee> {
  const workspace = await holdWorkspace(options);
  try {
    return await ComposedEmployee.compose(options, workspace);
  } catch (error) {
    await workspace.lock.release();
    throw error;
  }
}

class ComposedEmployee implements Employee {
  readonly api: Api;
  readonly workspace: Employee['workspace'];
  readonly stopped: Promise<void>;
  readonly #options: EmployeeOptions;
  readonly #held: HeldWorkspace;
  readonly #parts: Parts;
  readonly #listeners = new Set<(status: Status) => void>();
  readonly #abort = new AbortController();
  readonly #stopAsked = Promise.withResolvers<void>();
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
    this.stopped.catch(() => undefined);
    this.#parts = wire({
      changed: () => this.#changed(),
      startedAtMs: () => this.#startedMs,
      requestStop: (how) => {
        this.#stopHow = how;
        this.#stopAsked.resolve();
      },
      signal: this.#abort.signal,
    });
    this.api = this.#parts.api;
    held.lock.lost.addEventListener('abort', () => this.#stopAsked.reject(held.lock.lost.reason), {
      once: true,
    });
  }

  static async compose(options: EmployeeOptions, held: HeldWorkspace): Promise<Employee> {
    const opened = await openStores(options, held);
    const employee = new ComposedEmployee(options, held, (hooks) => wire(options, held, opened, hooks));
    await employee.#recover(opened);
    return employee;
  }

  get problems(): readonly string[] {
    return this.#held.settings.problems.map(
      ({ variable, expected, got }) => `${variable}: expected ${expected}, got ${got}`,
    );
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
    await intake.start(this.#abort.signal);
    // A stop between a task's end and the move of its original leaves the move to be made.
    for (const taskId of this.#parts.recentIds) await intake.finished(taskId);
    this.#changed();
  }

  async drain(signal?: AbortSignal): Promise<void> {
    await this.#parts.intake.drainOnce();
    await this.#parts.orchestrator.drained(signal);
  }

  onStatus(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#parts.surfaces.status());
    return () => void this.#listeners.delete(listener);
  }

  stop(how: 'graceful' | 'now'): Promise<void> {
    this.#stopping ??= this.#stop(this.#stopHow === 'now' ? 'now' : how);
    return this.#stopping;
  }

  async #stop(how: 'graceful' | 'now'): Promise<void> {
    const { orchestrator, intake, desk, trail, journal, dashboard, log } = this.#parts;
    const wasRunning = this.#startedMs !== undefined;
    try {
      if (wasRunning) {
        await intake.stop();
        await orchestrator.stop(how === 'graceful' ? gracefulStopMs : 0);
      }
      this.#abort.abort(new Error('the employee is stopping'));
      this.#reconcile?.cancel();
      this.#watch?.stop();
      desk.stop();
      if (wasRunning)
        trail.record({
          action: how === 'now' ? 'emergency_stop' : 'service_stopped',
          details: { pid: process.pid },
        });
      this.#startedMs = undefined;
      if (wasRunning) dashboard.schedule(() => this.#parts.surfaces.dashboard());
      await Promise.allSettled([wasRunning ? dashboard.flush() : undefined, this.#control?.close()]);
      await trail.close();
      await journal.close();
    } finally {
      log.orchestrator.info('stopped');
      log.orchestrator.close();
      log.watcher.close();
      await this.#options.files.folders.settle();
      await this.#held.lock.release();
    }
  }

  /** Puts right what an earlier process left; a task in `pending` waits for `start`. */
  async #recover({ parked, quarantined, began }: Opened): Promise<void> {
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
    await trail.commit();
  }

  #noticed(state: 'inbox' | 'pending', fileName: string, what: Noticed): void {
    const { trail, orchestrator } = this.#parts;
    if (what.kind === 'quarantined') {
      trail.record({
        action: 'task_quarantined',
        result: 'failure',
        details: { file_name: fileName },
        error: what.reason,
      });
      trail.commit().catch(() => undefined);
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
    for (const listener of this.#listeners) listener(surfaces.status());
  }
}

/** What the parts tell the employee that holds them. */
interface Hooks {
  readonly changed: () => void;
  readonly startedAtMs: () => number | undefined;
  readonly requestStop: (how: 'graceful' | 'now') => void;
  readonly signal: AbortSignal;
}

interface Logs {
  readonly orchestrator: ServiceLog;
  readonly watcher: ServiceLog;
}

interface Opened {
  readonly log: Logs;
  readonly trail: AuditTrail;
  readonly began: 'first' | 'same' | 'new_epoch';
  readonly queue: TaskQueue;
  readonly parked: readonly Task[];
  readonly quarantined: readonly { readonly fileName: string; readonly reason: string }[];
  readonly journal: EffectJournal;
  readonly recent: RecentTasks;
  readonly pause: PauseSwitch;
}

/** Opens what lies on the disk: logs, trail, queue, journal. */
async function openStores(options: EmployeeOptions, held: HeldWorkspace): Promise<Opened> {
  const { files, clock, userState } = options;
  const { paths, settings, identity } = held;
  const redactor = new Redactor(settings.secrets.values());
  const log = (service: string) =>
    new ServiceLog({ folder: paths.logs.root, service, clock, redactor, level: settings.get('log.level') });
  const { trail, began } = await AuditTrail.open({
    files,
    clock,
    folder: paths.auditLogs,
    headFolder: paths.internal.root,
    keys: new FileAuditKeys({ files, folder: userState.keyFolder(identity) }),
    installId: identity.installId,
    continueAs: 'new_epoch',
  });
  const today = await trail.countsForLocalDay(localDay(clock.now()));
  const recent = new RecentTasks();
  recent.load((await trail.query({ action: 'task_completed', limit: 10 })).toReversed());
  const { queue, parked, quarantined } = await TaskQueue.open({
    files,
    clock,
    paths: {
      inbox: paths.queue.inbox,
      pending: paths.queue.pending,
      approvals: paths.queue.approvals,
      completed: paths.queue.completed,
      quarantine: paths.queue.quarantine,
      texts: join(paths.internal.root, 'texts'),
    },
    today,
  });
  const journal = await EffectJournal.open(files, join(paths.internal.root, 'effects.jsonl'));
  const pause = new PauseSwitch(files, join(paths.internal.root, 'paused.json'));
  const logs = { orchestrator: log('orchestrator'), watcher: log('watcher') };
  return { log: logs, trail, began, queue, parked, quarantined, journal, recent, pause };
}

type Parts = ReturnType<typeof wire>;

/** Constructor injection for everything that works: the one place where the capabilities meet. */
function wire(options: EmployeeOptions, held: HeldWorkspace, opened: Opened, hooks: Hooks) {
  const { files, clock, random, userState } = options;
  const { paths, settings, lock, trusted } = held;
  const { trail, queue, journal, recent, pause, log } = opened;
  const planners = new Planners(settings);
  const vault = new VaultContext({ files, vaultFolder: paths.vault.root });
  const vaultTools = vaultToolServer(new VaultServer({ files, vaultFolder: paths.vault.root }));
  const notes = new TaskNotes({ files, vaultFolder: paths.vault.root, clock });

  const alert = (message: string, taskId: string | null) => {
    trail.record({ action: 'human_alert', taskId, details: { message } });
    log.orchestrator.warn('alert', { message, task: taskId });
  };
  const failed = (error: unknown) =>
    log.orchestrator.error('background work failed', { error: describeError(error) });

  const runner = new ActionRunner({
    servers: [vaultTools, ...(trusted ? (options.servers ?? []) : [])],
    journal,
    trail,
    assertHeld: () => lock.assertHeld(),
    dryRun: () => settings.get('dryRun'),
  });
  const gate = new PolicyGate({
    files,
    confirmedPath: join(userState.keyFolder(held.identity), 'confirmed_handbook.md'),
    handbook: () => vault.load().handbook,
    toolRisk: ({ server, tool }) => {
      if (server === 'vault') return 'builtin_vault';
      return runner.tool(server, tool)?.readOnly === true ? 'read_only' : 'external';
    },
    workspaceRoots: [paths.root, paths.vault.root],
  });
  const desk = new ApprovalDesk({
    files,
    clock,
    random,
    trail,
    folder: paths.queue.approvals,
    archive: join(paths.internal.root, 'decisions'),
    times: () => ({
      reminderHours: settings.get('approvals.reminderHours'),
      alertHours: settings.get('approvals.alertHours'),
      expiryHours: settings.get('approvals.expiryHours'),
    }),
    definitionDigest: (server, tool) => runner.definitionDigest(server, tool),
    decided: (decision) => orchestrator.decided(decision),
    reminded: (request, milestone) => {
      if (milestone === 'alert') alert(`An approval waits: ${request.reason}`, request.task_id);
      hooks.changed();
    },
    failed,
  });
  const finisher = new TaskFinisher({
    clock,
    queue,
    trail,
    journal,
    notes,
    facts: (task) => worker.facts(task),
    skills: () => vault.load().skills,
    finished: (task) => {
      recent.add(task);
      validator.finished(task);
      intake.finished(task.task_id).catch(failed);
      log.orchestrator.info('task finished', { task: task.task_id, status: task.status });
      hooks.changed();
    },
  });
  const worker = new TaskWorker({
    clock,
    queue,
    trail,
    planner: (task) => (validator.owns(task) ? planners.local : planners.current()),
    vault,
    gate,
    desk,
    runner,
    finisher,
    maxIterations: () => settings.get('loop.maxIterations'),
    alert,
    step: (taskId, step) => orchestrator.step(taskId, step),
  });
  const settler = new PendingSettler({ clock, queue, trail, journal, runner, desk, worker, finisher });
  const orchestrator: Orchestrator = new Orchestrator({
    clock,
    logger: log.orchestrator,
    queue,
    trail,
    desk,
    worker,
    settler,
    finisher,
    concurrency: () => settings.get('queue.concurrency'),
    retry: () => ({
      maxAttempts: settings.get('retry.maxAttempts'),
      backoffSeconds: settings.get('retry.backoffSeconds'),
    }),
    alert,
    changed: hooks.changed,
  });
  settings.onChange(() => orchestrator.wake());
  const ledgerPath = join(paths.internal.root, 'intake.jsonl');
  const withdraw = (taskId: string, reason: string) => orchestrator.withdraw(taskId, reason);
  const intake = new Intake({
    files,
    clock,
    random,
    logger: log.watcher,
    sink: new IntakeSink({ clock, queue, trail, withdraw, added: () => orchestrator.pump() }),
    paths: {
      inbox: paths.watchInbox,
      disabledInbox: paths.watchInboxDisabled,
      ledger: ledgerPath,
      workspaceRoot: paths.root,
    },
    settings: {
      extensions: settings.get('intake.extensions'),
      restMs: settings.get('intake.restMs'),
      undetectableRestMs: settings.get('intake.undetectableRestMs'),
      reconcileSeconds: settings.get('intake.reconcileSeconds'),
      after: settings.get('intake.after'),
      archiveFolder: paths.watchInboxArchive,
    },
    probe: options.probe,
  });
  const inbox = () =>
    files.exists(paths.watchInbox) || !files.exists(paths.watchInboxDisabled)
      ? paths.watchInbox
      : paths.watchInboxDisabled;
  const validator: Validator = new Validator({
    files,
    clock,
    trail,
    inbox: () => paths.watchInbox,
    obstacle: () => {
      if (hooks.startedAtMs() === undefined) return 'the employee is not running';
      if (orchestrator.paused) return 'the employee is paused';
      return intake.status.state === 'watching' ? undefined : 'the inbox is not watched';
    },
  });
  const surfaces = new Surfaces({
    clock,
    paths,
    trusted,
    queue,
    desk,
    orchestrator,
    intake,
    trail,
    settings,
    gate,
    vault,
    recent,
    plannerName: () => (settings.get('llm.provider') === 'local' ? 'local' : settings.get('llm.model')),
    droppedLogLines: () => log.orchestrator.droppedLines + log.watcher.droppedLines,
    freeBytes: () => freeBytes(paths.root),
    troubles: () => userState.problems,
    startedAtMs: hooks.startedAtMs,
  });
  const dashboard = new DashboardWriter({
    dashboard: new Dashboard({ files, path: paths.vault.dashboard, clock }),
    clock,
    failed,
  });
  queue.onChange(hooks.changed);
  const api = new EmployeeApi({
    files,
    clock,
    queue,
    desk,
    orchestrator,
    trail,
    settings,
    gate,
    vault,
    validator,
    inbox,
    status: () => surfaces.status(),
    health: () => surfaces.health(),
    verify: async ({ deep, publicKey }, signal) =>
      verificationDocument(
        await verifyTrail({
          files,
          folder: paths.auditLogs,
          headFolder: paths.internal.root,
          deep,
          publicKey,
          knownInstall: { installId: held.identity.installId, publicKey: trail.publicKey },
          legacyKey: settings.secrets.get('AUDIT_SIGNING_KEY'),
          signal,
        }),
      ),
    setPaused: async (paused) => {
      await pause.set(paused);
      orchestrator.paused = paused;
      trail.record({ action: paused ? 'paused' : 'resumed' });
      await trail.commit();
    },
    requestStop: hooks.requestStop,
    withdraw,
  });
  const lostWrites = () =>
    restoreLostWrites({
      files,
      trail,
      queue,
      finisher,
      vault: vaultTools,
      vaultFolder: paths.vault.root,
      signal: hooks.signal,
    });
  const seed = () =>
    seedLedger(files, { ledger: ledgerPath, inbox: inbox() }, async function* () {
      for await (const { task_id: taskId, context } of everyTask(files, queue.paths)) {
        const { file_name: fileName, file_size_bytes: sizeBytes } = context ?? {};
        if (fileName !== undefined && sizeBytes !== undefined) yield { taskId, fileName, sizeBytes };
      }
    });
  return {
    recentIds: recent.taskIds,
    seedLedger: seed,
    restoreLostWrites: lostWrites,
    api,
    trail,
    queue,
    desk,
    gate,
    orchestrator,
    intake,
    journal,
    dashboard,
    surfaces,
    pause,
    log,
  };
}

function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
