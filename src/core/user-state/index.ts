/**
 * What belongs to the person and not to a folder: which workspaces they trust, where the audit keys lie, the
 * control token, the last workspace (CONTRACT §1). Never synced, never in a backup.
 */
export { JsonFile, type JsonFileOptions } from './json-file.ts';
export { UserState, type WorkspaceIdentity } from './user-state.ts';
