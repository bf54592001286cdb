/**
 * Restoring from an archive: inspected, staged beside what is live, swapped by renames from a journal, verified, reported. It is
 * finished or rolled back as a whole, whatever is killed or fails on the way.
 */
export { concludeRestore } from './conclude.ts';
export type { RestoreJournal } from './journal.ts';
export { openSource } from './open-source.ts';
export type { RestorePlaces } from './plan.ts';
export { RestoreService } from './service.ts';
export { settleRestore } from './settle.ts';
