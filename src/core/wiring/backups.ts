import { count } from '../../shared/count.ts';
import { describeError } from '../../shared/errors.ts';
import {
  Archives,
  BackupChecks,
  BackupOverview,
  BackupRecords,
  BackupScheduler,
  BackupService,
  backupRecordsPath,
  Catalogue,
  DailySchedule,
  describeArchive,
  ownLauncher,
  type Problem,
  SystemPower,
} from '../backup/index.ts';
import { freeBytes } from '../health/index.ts';
import { readInstallation } from '../workspace/index.ts';
import type { Ground } from './ground.ts';

/** Everything about backups, wired. */
export type Backups = ReturnType<typeof wireBackups>;

export function wireBackups({ options, held, stores, hooks, alert, intakeGate }: Ground) {
  const { files, clock, random, version } = options;
  const { paths, settings } = held;
  const { trail, queue, log, redactor } = stores;
  const { events, signal } = hooks;
  const power = options.power ?? new SystemPower();
  const archives = new Archives(options.archiveLauncher ?? ownLauncher());
  const records = new BackupRecords(files, backupRecordsPath(paths.internal.root));
  const catalogue = new Catalogue({
    files,
    clock,
    folder: paths.backups,
    records,
    describe: (path) => describeArchive(archives, path),
  });
  const retention = () => ({
    days: settings.get('backup.keepDays'),
    weekly: settings.get('backup.keepWeekly'),
    monthly: settings.get('backup.keepMonthly'),
    yearly: settings.get('backup.keepYearly'),
    safetyDays: settings.get('backup.keepSafetyDays'),
  });
  const secondFolder = () => settings.get('backup.secondFolder');
  const changed = () => {
    catalogue.refresh();
    events.emit({ kind: 'backups' });
    hooks.changed();
  };
  const service = new BackupService({
    files,
    clock,
    random,
    paths,
    queue,
    trail,
    holdIntake: (until) => intakeGate.hold(until),
    archives,
    catalogue,
    records,
    redactor,
    version,
    installId: held.identity.installId,
    freeBytes,
    lowPriority: () => settings.get('backup.lowPriorityOnBattery') && power.onBattery(),
    secondFolder,
    retention,
    changed,
    progress: (progress) => events.emit({ kind: 'progress', progress }),
  });
  const createdAt = readInstallation(files, paths)?.created_at;
  const sinceMs = createdAt === undefined ? clock.now() : Date.parse(createdAt);
  const tell = (message: string) => alert(message, null);
  const checks = new BackupChecks({ clock, random, records, service, sinceMs, alert: tell, signal });
  const schedule = () => DailySchedule.of(settings.get('backup.time'));
  const scheduler = new BackupScheduler({
    clock,
    schedule,
    lastVerifiedMs: (untilMs) => catalogue.lastVerifiedMs(untilMs),
    sinceMs,
    run: async () => {
      const { secondCopy, unreadable } = await service.create({ purpose: 'regular', signal });
      if (secondCopy !== null && secondCopy.problem !== null)
        tell(`The backup could not be copied to its second place: ${secondCopy.problem}`);
      if (unreadable.length > 0) tell(leftOut(unreadable));
      await checks.runDue();
    },
    failed: (error) => {
      if (signal.aborted) return;
      log.orchestrator.error('the scheduled backup failed', { error: describeError(error) });
      tell(`The backup failed: ${describeError(error)}`);
    },
    changed,
  });
  settings.onChange(() => scheduler.lookAgain());
  const overview = new BackupOverview({
    files,
    clock,
    folder: paths.backups,
    workspaceRoot: paths.root,
    catalogue,
    records,
    service,
    scheduler,
    retention,
    secondFolder,
    isScheduled: () => schedule() !== undefined,
    freeBytes,
    sinceMs,
  });
  return { service, scheduler, overview, catalogue, archives, records };
}

function leftOut(problems: readonly Problem[]): string {
  const [first] = problems;
  const what = count(problems.length, 'file');
  return `Left out of the backup: ${what}, such as ${first?.path ?? 'one without a name'}: ${first?.reason ?? ''}`;
}
