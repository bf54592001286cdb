/**
 * The zip files of backups: written, read back, listed, extracted (CONTRACT §7). The work is done by a program of its own
 * beside the employee, so that neither its memory nor its event loop feels it.
 */
export { Archives } from './archives.ts';
export type {
  Amount,
  ArchiveEntry,
  ArchiveOrigin,
  ArchivePlan,
  ArchiveProgress,
  ArchiveSource,
  ArchiveWorkOptions,
  CountRule,
  CreatedArchive,
  ExtractRequest,
  ExtractRule,
  JsonValue,
  Problem,
  VerifiedArchive,
} from './model.ts';
export { ForkLauncher } from './program/fork-launcher.ts';
export type { ArchiveLauncher, ArchiveProgram } from './program/launcher.ts';
export { ownLauncher } from './program/own-launcher.ts';
export type { ArchiveMetadata } from './reading/metadata.ts';
export type { OpenArchive } from './reading/open-archive.ts';
