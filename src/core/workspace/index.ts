/**
 * The workspace: where everything is, how a new one comes to be or an old one is adopted, and the lock that
 * makes one process its only writer (CONTRACT §1).
 */
export { type CreateResult, createOrAdopt, type TemplateFolder } from './create.ts';
export { type Installation, readInstallation } from './installation.ts';
export { type AcquireOptions, WorkspaceLock } from './lock.ts';
export { type LockRecord, readLock } from './lock-record.ts';
export { type PathOverrides, type WorkspacePaths, workspacePaths } from './paths.ts';
export { type Processes, SystemProcesses } from './processes.ts';
export { type ResolveOptions, resolveWorkspace } from './resolve.ts';
