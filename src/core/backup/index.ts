/**
 * Backups: a consistent snapshot written into a zip and read back, the schedule, what is kept, verification and rehearsal
 * (CONTRACT §7). One piece of work on archives runs at a time.
 */
export { type ArchiveDescription, Catalogue, type ResolvedArchive } from './catalogue.ts';
export { type ArchiveWork, ExclusiveWork, type Turn } from './exclusive-work.ts';
export { BackupRecords } from './records.ts';
export { concludeRestore, type RestoreJournal, type RestorePlaces, settleRestore } from './restore/index.ts';
export { DailySchedule } from './schedule.ts';
