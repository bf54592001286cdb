import { freeBytes } from '../health/index.ts';
import type { ReportedTroubles } from '../reported-troubles.ts';
import { Surfaces } from '../surfaces.ts';
import { Dashboard, DashboardWriter } from '../vault/index.ts';
import type { Acting } from './acting.ts';
import type { Auditing } from './auditing.ts';
import type { Backups } from './backups.ts';
import type { Ground } from './ground.ts';
import type { Restores } from './restores.ts';
import type { Taking } from './taking.ts';
import type { Working } from './working.ts';

export interface ShownParts {
  readonly acting: Acting;
  readonly auditing: Auditing;
  readonly backups: Backups;
  readonly restores: Restores;
  readonly taking: Taking;
  readonly working: Working;
  readonly troubles: ReportedTroubles;
}

/** What every surface shows, and the Dashboard note. */
export function wireSurfaces({ options, held, stores, hooks, failed }: Ground, parts: ShownParts) {
  const { files, clock, userState } = options;
  const { paths, settings, trusted } = held;
  const { trail, queue, ledger, recent, log } = stores;
  const { acting, auditing, backups, restores, taking, working, troubles } = parts;
  const ownTroubles = [...userState.problems, ...held.pathProblems];
  const surfaces = new Surfaces({
    clock,
    paths,
    trusted,
    queue,
    desk: acting.desk,
    orchestrator: working.orchestrator,
    intake: taking.intake,
    trail,
    settings,
    gate: acting.gate,
    vault: acting.vault,
    recent,
    ledger,
    plannerName: () => working.planners.name,
    standsInBecause: () => working.planners.standsInBecause,
    droppedLogLines: () => log.orchestrator.droppedLines + log.watcher.droppedLines,
    freeBytes: () => freeBytes(paths.root),
    troubles: () => [...ownTroubles, ...troubles.sentences, ...restores.troubles],
    startedAtMs: hooks.startedAtMs,
    auditBreak: () => auditing.integrity.problem,
    backups,
  });
  const dashboard = new DashboardWriter({
    dashboard: new Dashboard({ files, path: paths.vault.dashboard, clock }),
    clock,
    failed,
  });
  return { surfaces, dashboard };
}
