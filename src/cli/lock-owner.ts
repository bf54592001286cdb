import type { Places } from '../core/hosting/index.ts';
import { readLock, SystemProcesses, workspacePaths } from '../core/workspace/index.ts';

const silentAfterMs = 60_000;

/** Who holds the workspace, by its lock file and the processes of this machine. */
export interface LockOwner {
  readonly pid: number;
  readonly hostname: string;
  readonly kind: string;
  readonly state: 'live' | 'silent' | 'dead';
}

/** Who the lock file names; `undefined` when nobody does. */
export function lockOwner({ files, clock, root }: Places): LockOwner | undefined {
  const record = readLock(files, workspacePaths(root).internal.lock);
  if (!record) return undefined;
  const processes = new SystemProcesses();
  const isLocal = record.hostname === processes.hostname;
  const started = isLocal ? processes.startedAt(record.pid) : null;
  const isAnother = record.process_started !== null && started !== null && started !== record.process_started;
  const isDead = isLocal && (!processes.isAlive(record.pid) || isAnother);
  const isSilent = clock.now() - Date.parse(record.heartbeat) > silentAfterMs;
  return {
    pid: record.pid,
    hostname: record.hostname,
    kind: record.kind,
    state: isDead ? 'dead' : isSilent ? 'silent' : 'live',
  };
}
