import type { Validator } from '../commands/index.ts';
import {
  Orchestrator,
  PendingSettler,
  restoreLostWrites,
  TaskFinisher,
  TaskParking,
  TaskReader,
  TaskWorker,
} from '../orchestrator/index.ts';
import { Planners } from '../planners.ts';
import { TaskNotes } from '../vault/index.ts';
import type { Acting } from './acting.ts';
import type { Ground } from './ground.ts';

export interface WorkingDependencies {
  readonly acting: Acting;
  /** Its check tasks are planned without a model. */
  readonly validator: Validator;
  /** The original of a finished task may be put away. */
  readonly finished: (taskId: string) => Promise<void>;
}

/** The work loop and all that it plans and finishes tasks with. */
export type Working = ReturnType<typeof wireWorking>;

export function wireWorking(ground: Ground, { acting, validator, finished }: WorkingDependencies) {
  const { options, held, stores, hooks, alert, failed } = ground;
  const { files, clock, random } = options;
  const { paths, settings } = held;
  const { trail, queue, journal, ledger, recent, log, redactor } = stores;
  const { vault, vaultTools, runner, gate, desk } = acting;
  const planners = new Planners({
    settings,
    files,
    clock,
    random,
    ledger,
    redact: (text) => redactor.redact(text),
    internalFolder: paths.internal.root,
    alert: (message) => alert(message, null),
  });
  ledger.onChange(hooks.changed);
  const reader = new TaskReader({ clock, queue, vault });
  const finisher = new TaskFinisher({
    clock,
    queue,
    trail,
    journal,
    notes: new TaskNotes({ files, vaultFolder: paths.vault.root, clock }),
    facts: (task) => reader.read(task).facts,
    skills: () => vault.load().skills,
    finished: (task) => {
      recent.add(task);
      validator.finished(task);
      finished(task.task_id).catch(failed);
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
  const orchestrator: Orchestrator = new Orchestrator({
    clock,
    logger: log.orchestrator,
    queue,
    trail,
    desk,
    worker,
    settler: new PendingSettler({ clock, queue, trail, journal, runner, desk, worker, finisher }),
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
  return {
    planners,
    reader,
    orchestrator,
    /** What kept a model away may be over. */
    tryModelAgain: () => {
      planners.retry();
      orchestrator.wake();
    },
    /** Ends a task before anything of it is done. Whether it could be. */
    withdraw: async (taskId: string, reason: string): Promise<boolean> => {
      if (await orchestrator.withdraw(taskId, reason)) return true;
      // Planned and put before a person, but nothing of it was done yet.
      const request = desk.get(taskId);
      if (request === undefined || request.approval_type === 'outcome_unknown') return false;
      return (await desk.decide(taskId, { verdict: 'rejected', text: reason })) === 'rejected';
    },
    restoreLostWrites: () =>
      restoreLostWrites({
        files,
        trail,
        queue,
        finisher,
        vault: vaultTools,
        vaultFolder: paths.vault.root,
        internalFolder: paths.internal.root,
        signal: hooks.signal,
      }),
  };
}
