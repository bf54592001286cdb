import { join } from 'node:path';
import type { Health, ServiceStatus, Status } from '../shared/status.ts';
import type { ApprovalDesk } from './approvals/index.ts';
import { requestSentence } from './approvals/index.ts';
import type { AuditTrail } from './audit/index.ts';
import type { BackupOverview, BackupScheduler, Catalogue } from './backup/index.ts';
import { type Clock, timestamp } from './clock/index.ts';
import { type CostLedger, usd } from './cost/index.ts';
import { reportHealth } from './health/index.ts';
import type { Intake } from './intake/index.ts';
import type { Orchestrator, PolicyGate } from './orchestrator/index.ts';
import type { TaskQueue } from './queue/index.ts';
import type { RecentTasks } from './recent-tasks.ts';
import type { Settings } from './settings/index.ts';
import type { DashboardState, DashboardView, VaultContext } from './vault/index.ts';
import type { WorkspacePaths } from './workspace/index.ts';

/** For how long something set aside is an alarm. */
const quarantineAlarmMs = 7 * 86_400_000;

export interface SurfacesDependencies {
  readonly clock: Clock;
  readonly paths: WorkspacePaths;
  readonly trusted: boolean;
  readonly queue: TaskQueue;
  readonly desk: ApprovalDesk;
  readonly orchestrator: Orchestrator;
  readonly intake: Intake;
  readonly trail: AuditTrail;
  readonly settings: Settings;
  readonly gate: PolicyGate;
  readonly vault: VaultContext;
  readonly recent: RecentTasks;
  readonly ledger: Pick<CostLedger, 'today'>;
  readonly plannerName: () => string;
  /** Why the local planner stands in for the model. */
  readonly standsInBecause: () => string | undefined;
  readonly droppedLogLines: () => number;
  readonly freeBytes: () => number | undefined;
  /** Sentences about what runs with less than it should. */
  readonly troubles: () => readonly string[];
  readonly startedAtMs: () => number | undefined;
  readonly backups: {
    readonly catalogue: Pick<Catalogue, 'last'>;
    readonly scheduler: Pick<BackupScheduler, 'status'>;
    readonly overview: Pick<BackupOverview, 'health'>;
  };
  /** Why the trail cannot be trusted. */
  readonly auditBreak: () => string | undefined;
}

/** The one truth that CLI, window, tray and Dashboard.md show. */
export class Surfaces {
  readonly #dependencies: SurfacesDependencies;

  constructor(dependencies: SurfacesDependencies) {
    this.#dependencies = dependencies;
  }

  status(): Status {
    const { queue, orchestrator, trail, clock, startedAtMs, paths, trusted, backups } = this.#dependencies;
    const counts = queue.counts();
    const startedMs = startedAtMs();
    const running = startedMs !== undefined;
    const current = orchestrator.current;
    return {
      running,
      pid: running ? process.pid : null,
      uptime_s: running ? Math.floor((clock.now() - startedMs) / 1_000) : 0,
      paused: orchestrator.paused,
      services: {
        orchestrator: orchestrator.status,
        watcher: this.#watcher(running),
        scheduler: backups.scheduler.status,
      },
      queue: {
        inbox: counts.inbox,
        pending: counts.pending,
        approvals: counts.approvals,
        completed: counts.completed,
        completed_today: counts.completedToday,
        failed_today: counts.failedToday,
        quarantine: counts.quarantine,
        stuck: queue.pendingIds.filter((taskId) => !orchestrator.isWorkingOn(taskId)).length,
        outcome_unknown: counts.outcomeUnknown,
      },
      cost_today_usd: usd(this.#dependencies.ledger.today.microUsd),
      cost_is_lower_bound: this.#dependencies.ledger.today.isLowerBound,
      last_backup: backups.catalogue.last(),
      audit_head: { ...trail.head },
      current: current && { task_id: current.taskId, step: current.step },
      workspace: paths.root,
      trusted,
    };
  }

  health(): Health {
    const { clock, queue, intake, settings, vault, gate, orchestrator, plannerName } = this.#dependencies;
    // A person empties it by hand: counted before the status is taken.
    const lastSetAsideMs = queue.quarantine.recount();
    return reportHealth({
      now: timestamp(clock),
      status: this.status(),
      freeBytes: this.#dependencies.freeBytes(),
      originals: intake.status.known,
      archivesOriginals: settings.get('intake.after') === 'archive',
      quarantinedRecently: clock.now() - lastSetAsideMs < quarantineAlarmMs,
      settingProblems: settings.problems.map(
        ({ variable, expected, got, usedDefault }) =>
          `${variable}: expected ${expected}, got ${got}${usedDefault === undefined ? '' : `; ${usedDefault} is used`}`,
      ),
      vaultProblems: vault.load().problems,
      policyProblem: gate.problem,
      auditBreak: this.#dependencies.auditBreak(),
      droppedLogLines: this.#dependencies.droppedLogLines(),
      plannerProblem: orchestrator.unavailable,
      standsInBecause: this.#dependencies.standsInBecause(),
      dailyBudgetUsd: settings.get('llm.dailyBudgetUsd'),
      planner: plannerName(),
      backups: this.#dependencies.backups.overview.health(),
      troubles: this.#dependencies.troubles(),
    });
  }

  dashboard(): DashboardView {
    const { queue, desk, orchestrator, trail, clock, recent, settings, paths } = this.#dependencies;
    const current = orchestrator.current;
    return {
      state: this.#state(),
      updatedAt: timestamp(clock),
      counts: queue.counts(),
      current: current ? { taskId: current.taskId, title: current.taskId, step: current.step } : undefined,
      waiting: desk.requests.map((request) => ({
        taskId: request.task_id,
        sentence: requestSentence(request),
        reason: request.reason,
        expiresAt: request.expires_at,
        fileLink: join(paths.queue.approvals, `${request.task_id}.json`),
      })),
      lastCompleted: recent.newestFirst,
      costTodayUsd: usd(this.#dependencies.ledger.today.microUsd),
      costIsLowerBound: this.#dependencies.ledger.today.isLowerBound,
      budgetUsd: settings.get('llm.dailyBudgetUsd'),
      auditHead: trail.head,
      problems: this.#problems(),
    };
  }

  /** What keeps the work waiting or makes it ask, the worst first. */
  #problems(): readonly string[] {
    const { auditBreak, orchestrator, gate, vault, troubles } = this.#dependencies;
    const broken = auditBreak();
    const backups = this.#dependencies.backups.overview.health();
    const { unavailable } = orchestrator;
    const standsIn = this.#dependencies.standsInBecause();
    const { status, last_error: interruption } = orchestrator.status;
    const sentences = [
      broken && `The audit trail is broken: ${broken}`,
      unavailable && `No plan can be made: ${unavailable}. Tasks wait in the inbox`,
      standsIn && `Plans are made without the model: ${standsIn}`,
      unavailable === undefined && status === 'waiting' && interruption,
      this.#watcher(true).last_error,
      gate.problem,
      ...vault.load().problems,
      backups.status !== 'HEALTHY' && `Backups: ${backups.message}`,
      ...troubles(),
    ];
    return [...new Set(sentences.filter((sentence) => typeof sentence === 'string'))];
  }

  #state(): DashboardState {
    const { orchestrator, queue, startedAtMs } = this.#dependencies;
    if (startedAtMs() === undefined) return 'stopped';
    const { status } = orchestrator.status;
    if (orchestrator.paused) return 'paused';
    const isBroken = this.#dependencies.auditBreak() !== undefined;
    const watcher = this.#watcher(true).status;
    if (isBroken || [status, watcher].some((one) => one === 'waiting' || one === 'failed')) return 'trouble';
    const counts = queue.counts();
    if (counts.approvals > 0) return 'needs you';
    return counts.pending + counts.inbox > 0 ? 'working' : 'idle';
  }

  #watcher(running: boolean): ServiceStatus {
    const { state, lastError } = this.#dependencies.intake.status;
    if (!running) return { status: 'stopped', restarts: 0, last_error: null };
    const working = lastError === undefined ? 'running' : 'waiting';
    const status = ({ watching: working, paused: 'paused', failed: 'failed' } as const)[state];
    return { status, restarts: 0, last_error: lastError ?? null };
  }
}
