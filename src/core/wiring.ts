import { join } from 'node:path';
import { describeError } from '../shared/errors.ts';
import { ActionRunner } from './actions/index.ts';
import { ActivityLog } from './activity.ts';
import { ApprovalDesk, approvalSummary } from './approvals/index.ts';
import { verificationDocument, verifyTrail } from './audit/index.ts';
import { wireBackups } from './backup-wiring.ts';
import { EmployeeApi, Validator } from './commands/index.ts';
import type { EmployeeOptions } from './employee-options.ts';
import type { EventStream } from './event-stream.ts';
import { freeBytes } from './health/index.ts';
import { Intake, seedLedger } from './intake/index.ts';
import { Integrity } from './integrity.ts';
import type { HeldWorkspace } from './open-workspace.ts';
import {
  IntakeSink,
  Orchestrator,
  PendingSettler,
  PolicyGate,
  restoreLostWrites,
  StrayRequests,
  TaskFinisher,
  TaskParking,
  TaskReader,
  TaskWorker,
} from './orchestrator/index.ts';
import { Planners } from './planners.ts';
import { everyTask, TaskIndex } from './queue/index.ts';
import { ReportedTroubles } from './reported-troubles.ts';
import { wireRestores } from './restore-wiring.ts';
import type { Stores } from './stores.ts';
import { Surfaces } from './surfaces.ts';
import { Dashboard, DashboardWriter, TaskNotes, VaultContext, VaultServer } from './vault/index.ts';
import { vaultToolServer } from './vault-tools.ts';
import { inHundredths, type VerifyProgress } from './verify-progress.ts';

/** What the parts tell the employee that holds them. */
export interface Hooks {
  readonly events: EventStream;
  readonly changed: () => void;
  readonly startedAtMs: () => number | undefined;
  readonly requestStop: (how: 'graceful' | 'now') => void;
  readonly requestReopen: () => void;
  readonly signal: AbortSignal;
}

/** Everything that works, wired. */
export type Parts = ReturnType<typeof wire>;

/** Constructor injection for everything that works: the one place where the capabilities meet. */
export function wire(options: EmployeeOptions, held: HeldWorkspace, opened: Stores, hooks: Hooks) {
  const { files, clock, random, userState } = options;
  const { paths, settings, lock, trusted } = held;
  const { trail, queue, journal, ledger, recent, pause, log, redactor } = opened;
  const { events } = hooks;
  const troubles = new ReportedTroubles(redactor);
  const vault = new VaultContext({ files, vaultFolder: paths.vault.root, clock });
  const vaultTools = vaultToolServer(new VaultServer({ files, vaultFolder: paths.vault.root }));
  const notes = new TaskNotes({ files, vaultFolder: paths.vault.root, clock });

  const alert = (text: string, taskId: string | null) => {
    const message = redactor.redact(text);
    trail.record({ action: 'human_alert', taskId, details: { message } });
    // Surfaces of other processes read it from the trail: it does not wait for what comes next.
    trail.commit().catch(failed);
    log.orchestrator.warn('alert', { message, task: taskId });
    events.emit({ kind: 'alert', message, task_id: taskId });
  };
  const backups = wireBackups(options, held, opened, hooks, alert);
  const restores = wireRestores(options, held, backups, hooks);
  const planners = new Planners({
    settings,
    files,
    clock,
    random,
    ledger,
    redact: (text) => opened.redactor.redact(text),
    internalFolder: paths.internal.root,
    alert: (message) => alert(message, null),
  });
  ledger.onChange(hooks.changed);
  const failed = (error: unknown) =>
    log.orchestrator.error('background work failed', { error: describeError(error) });

  const runner = new ActionRunner({
    servers: [vaultTools, ...(trusted ? (options.servers ?? []) : [])],
    journal,
    trail,
    assertHeld: () => lock.assertHeld(),
    dryRun: () => settings.get('dryRun'),
    outwardStopped: () => integrity.problem,
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
    whyGone: (taskId) => queue.whyGone(taskId),
    stray: (name) => strays.settle([name]),
    decided: (decision) => orchestrator.decided(decision),
    reminded: (request, milestone) => {
      if (milestone === 'alert') alert(`An approval waits: ${request.reason}`, request.task_id);
      events.emit({
        kind: 'approval_reminded',
        approval: approvalSummary(request, desk.deciding(request.task_id)),
        milestone,
      });
      hooks.changed();
    },
    requested: (request) => events.emit({ kind: 'approval_requested', approval: approvalSummary(request) }),
    changed: (taskId, open) => events.emit({ kind: 'approval_changed', task_id: taskId, open }),
    failed,
  });
  const strays: StrayRequests = new StrayRequests({ files, queue, desk, trail });
  const reader = new TaskReader({ clock, queue, vault });
  const finisher = new TaskFinisher({
    clock,
    queue,
    trail,
    journal,
    notes,
    facts: (task) => reader.read(task).facts,
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
    reader,
    parking: new TaskParking({ clock, queue, desk, alert }),
    gate,
    runner,
    finisher,
    isOwnCheck: (task) => validator.owns(task),
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
    plannedWithoutModel: (taskId) => validator.awaits(taskId),
    retry: () => ({
      maxAttempts: settings.get('retry.maxAttempts'),
      backoffSeconds: settings.get('retry.backoffSeconds'),
    }),
    alert,
    changed: hooks.changed,
  });
  /** What kept a model away may be over. */
  const tryModelAgain = () => {
    planners.retry();
    orchestrator.wake();
  };
  settings.onChange(() => {
    events.emit({ kind: 'settings' });
    tryModelAgain();
  });
  const ledgerPath = join(paths.internal.root, 'intake.jsonl');
  const withdraw = async (taskId: string, reason: string) => {
    if (await orchestrator.withdraw(taskId, reason)) return true;
    // Planned and put before a person, but nothing of it was done yet.
    const request = desk.get(taskId);
    if (request === undefined || request.approval_type === 'outcome_unknown') return false;
    return (await desk.decide(taskId, { verdict: 'rejected', text: reason })) === 'rejected';
  };
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
    holdsWorkspace: () => lock.isHeld(),
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
  const ownTroubles = [...userState.problems, ...held.pathProblems];
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
    ledger,
    plannerName: () => planners.name,
    standsInBecause: () => planners.standsInBecause,
    droppedLogLines: () => log.orchestrator.droppedLines + log.watcher.droppedLines,
    freeBytes: () => freeBytes(paths.root),
    troubles: () => [...ownTroubles, ...troubles.sentences, ...restores.troubles],
    startedAtMs: hooks.startedAtMs,
    auditBreak: () => integrity.problem,
    backups,
  });
  const dashboard = new DashboardWriter({
    dashboard: new Dashboard({ files, path: paths.vault.dashboard, clock }),
    clock,
    failed,
  });
  queue.onChange((taskIds) => {
    for (const taskId of taskIds) events.emit({ kind: 'task', task_id: taskId });
    hooks.changed();
  });
  const verify = async (
    { deep, publicKey }: { readonly deep: boolean; readonly publicKey?: string | undefined },
    signal?: AbortSignal,
    onProgress?: VerifyProgress,
  ) =>
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
        onProgress,
      }),
    );
  const tellProgress: VerifyProgress = ({ doneBytes: done, totalBytes: total }) =>
    events.emit({
      kind: 'progress',
      progress: { work: 'audit.verify', done: Math.min(done, total), total, unit: 'bytes' },
    });
  const integrity: Integrity = new Integrity({
    clock,
    installId: held.identity.installId,
    trail,
    verify,
    broken: (reason) => alert(`The audit trail is broken: ${reason}`, null),
    failed,
  });
  const activity = new ActivityLog({
    clock,
    trail,
    ledger,
    dailyBudgetUsd: () => settings.get('llm.dailyBudgetUsd'),
  });
  const tasks = new TaskIndex({ files, clock, queue, failed });
  const api = new EmployeeApi({
    backups,
    restores,
    files,
    clock,
    queue,
    tasks,
    secrets: held.secrets,
    redactor,
    secretsChanged: () => {
      events.emit({ kind: 'settings' });
      tryModelAgain();
    },
    ledger,
    planners,
    activity,
    integrity,
    installId: held.identity.installId,
    paths,
    desk,
    reader,
    orchestrator,
    trail,
    settings,
    gate,
    vault,
    validator,
    inbox,
    status: () => surfaces.status(),
    health: () => surfaces.health(),
    verify: async (options, signal) => {
      const report = await verify(options, signal, inHundredths(tellProgress));
      // A key that a person typed says nothing about the trail of this install.
      if (options.publicKey === undefined) integrity.learn(report);
      return report;
    },
    setPaused: async (paused) => {
      await pause.set(paused);
      orchestrator.paused = paused;
      if (!paused) tryModelAgain();
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
      internalFolder: paths.internal.root,
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
    backups,
    restores,
    integrity,
    troubles,
    recentIds: recent.taskIds,
    seedLedger: seed,
    restoreLostWrites: lostWrites,
    api,
    trail,
    queue,
    tasks,
    activity,
    desk,
    strays,
    gate,
    orchestrator,
    intake,
    journal,
    ledger,
    dashboard,
    surfaces,
    pause,
    log,
  };
}
