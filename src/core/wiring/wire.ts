import { ActivityLog } from '../activity.ts';
import { EmployeeApi, Validator } from '../commands/index.ts';
import type { EmployeeOptions } from '../employee-options.ts';
import type { HeldWorkspace } from '../open-workspace.ts';
import { TaskIndex } from '../queue/index.ts';
import { ReportedTroubles } from '../reported-troubles.ts';
import type { Stores } from '../stores.ts';
import { wireActing } from './acting.ts';
import { wireAuditing } from './auditing.ts';
import { wireBackups } from './backups.ts';
import { groundOf, type Hooks } from './ground.ts';
import { wireRestores } from './restores.ts';
import { wireSurfaces } from './surfaces.ts';
import { type Taking, wireTaking } from './taking.ts';
import { type Working, wireWorking } from './working.ts';

/** Everything that works, wired. */
export type Parts = ReturnType<typeof wire>;

export function wire(options: EmployeeOptions, held: HeldWorkspace, stores: Stores, hooks: Hooks) {
  const { files, clock } = options;
  const { paths, settings } = held;
  const { trail, queue, journal, ledger, recent, pause, log, redactor } = stores;
  const { events } = hooks;
  const ground = groundOf(options, held, stores, hooks);
  const { failed } = ground;
  const troubles = new ReportedTroubles(redactor);
  const auditing = wireAuditing(ground);
  const { integrity } = auditing;
  const backups = wireBackups(ground);
  const restores = wireRestores(ground, backups);
  const acting = wireActing(ground, {
    outwardStopped: () => integrity.problem,
    decided: (decision) => orchestrator.decided(decision),
  });
  const { vault, gate, desk, strays } = acting;
  const validator = new Validator({
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
  const working: Working = wireWorking(ground, {
    acting,
    validator,
    finished: (taskId) => intake.finished(taskId),
  });
  const { planners, reader, orchestrator, tryModelAgain, withdraw } = working;
  const taking: Taking = wireTaking(ground, working);
  const { intake, inbox } = taking;
  const { surfaces, dashboard } = wireSurfaces(ground, {
    acting,
    auditing,
    backups,
    restores,
    taking,
    working,
    troubles,
  });
  const secretsChanged = () => {
    events.emit({ kind: 'settings' });
    tryModelAgain();
  };
  settings.onChange(secretsChanged);
  queue.onChange((taskIds) => {
    for (const taskId of taskIds) events.emit({ kind: 'task', task_id: taskId });
    hooks.changed();
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
    secretsChanged,
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
    verify: auditing.verify,
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
  return {
    backups,
    restores,
    integrity,
    troubles,
    recentIds: recent.taskIds,
    seedLedger: taking.seedLedger,
    restoreLostWrites: working.restoreLostWrites,
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
