import { join } from 'node:path';
import type { Task } from '../shared/task.ts';
import { EffectJournal } from './actions/index.ts';
import { AuditTrail, FileAuditKeys } from './audit/index.ts';
import { localDay } from './clock/index.ts';
import { CostLedger } from './cost/index.ts';
import type { EmployeeOptions } from './employee-options.ts';
import { Redactor, ServiceLog } from './logging/index.ts';
import type { HeldWorkspace } from './open-workspace.ts';
import { PauseSwitch } from './pause-switch.ts';
import { TaskQueue } from './queue/index.ts';
import { queuePaths } from './queue-places.ts';
import { RecentTasks } from './recent-tasks.ts';

interface Logs {
  readonly orchestrator: ServiceLog;
  readonly watcher: ServiceLog;
}

/** What lies on the disk, opened. */
export interface Stores {
  readonly log: Logs;
  readonly redactor: Redactor;
  readonly trail: AuditTrail;
  readonly began: 'first' | 'same' | 'new_epoch';
  readonly queue: TaskQueue;
  readonly parked: readonly Task[];
  readonly quarantined: readonly { readonly fileName: string; readonly reason: string }[];
  readonly journal: EffectJournal;
  readonly ledger: CostLedger;
  readonly recent: RecentTasks;
  readonly pause: PauseSwitch;
}

/** Opens what lies on the disk: logs, trail, queue, journal. */
export async function openStores(options: EmployeeOptions, held: HeldWorkspace): Promise<Stores> {
  const { files, clock, random, userState } = options;
  const { paths, settings, identity } = held;
  const redactor = new Redactor([...settings.secrets.values(), ...(held.secrets?.values() ?? [])]);
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
    assertWriter: () => held.lock.assertHeld(),
  });
  const today = await trail.countsForLocalDay(localDay(clock.now()));
  const recent = new RecentTasks();
  recent.load((await trail.query({ action: 'task_completed', limit: 10 })).toReversed());
  const { queue, parked, quarantined } = await TaskQueue.open({
    files,
    clock,
    paths: queuePaths(paths),
    today,
  });
  const journal = await EffectJournal.open(files, join(paths.internal.root, 'effects.jsonl'));
  const ledgerPath = join(paths.internal.root, 'cost.jsonl');
  const ledger = await CostLedger.open({ files, clock, random, trail, path: ledgerPath });
  const pause = new PauseSwitch(files, join(paths.internal.root, 'paused.json'));
  const logs = { orchestrator: log('orchestrator'), watcher: log('watcher') };
  return { log: logs, redactor, trail, began, queue, parked, quarantined, journal, ledger, recent, pause };
}
