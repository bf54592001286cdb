/**
 * Backups: a consistent snapshot written into a zip and read back, the schedule, what is kept, verification and rehearsal
 * (CONTRACT §7). One piece of work on archives runs at a time.
 */
export { type ArchiveLauncher, Archives, ownLauncher, type Problem } from './archive/index.ts';
export { type ArchiveDescription, Catalogue, type ResolvedArchive } from './catalogue.ts';
export { BackupChecks } from './checks.ts';
export type { CreatedBackup } from './create.ts';
export { describeArchive } from './describe.ts';
export type { ArchiveWork, Turn } from './exclusive-work.ts';
export { BackupOverview } from './overview.ts';
export { type PowerSource, SystemPower } from './power.ts';
export { BackupRecords, backupRecordsPath } from './records.ts';
export {
  concludeRestore,
  openSource,
  type RestoreJournal,
  type RestorePlaces,
  RestoreService,
  settleRestore,
} from './restore/index.ts';
export { DailySchedule } from './schedule.ts';
export { BackupScheduler } from './scheduler.ts';
export { BackupService } from './service.ts';
export { verifyArchive } from './verify.ts';
