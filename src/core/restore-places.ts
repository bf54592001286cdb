import type { RestorePlaces } from './backup/index.ts';
import { queuePaths } from './queue-places.ts';
import type { WorkspacePaths } from './workspace/index.ts';

/** What a restore can replace; `root` with every link resolved. */
export function restorePlaces(root: string, paths: WorkspacePaths): RestorePlaces {
  return {
    root,
    internal: paths.internal.root,
    vault: paths.vault.root,
    auditLogs: paths.auditLogs,
    queue: queuePaths(paths),
    settingsFile: paths.internal.settings,
    actionServers: paths.actionServers,
  };
}
