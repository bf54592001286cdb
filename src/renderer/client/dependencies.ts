import type { ChannelName } from '../../shared/ipc/contract.ts';
import type { Changes } from '../../shared/ipc/topics.ts';

/** What an answer depends on: a change of it makes the answer old. */
type Source = 'tasks' | 'approvals' | 'settings' | 'backups';

interface Dependency {
  readonly on: readonly Source[];
  /** Shortest time between two requests for the same answer: what costs the employee more is asked less often. */
  readonly gapMs: number;
}

/**
 * By the part of a channel's name before the dot, or the whole of it. What reads an archive is not asked again: it takes
 * long, and whoever looks at it goes on from what it said.
 */
const dependencies: Readonly<Record<string, Dependency>> = {
  tasks: { on: ['tasks'], gapMs: 200 },
  approvals: { on: ['approvals'], gapMs: 100 },
  activity: { on: ['tasks', 'approvals'], gapMs: 2_000 },
  audit: { on: ['tasks', 'approvals', 'settings'], gapMs: 1_000 },
  'backup.list': { on: ['backups'], gapMs: 500 },
  'backup.state': { on: ['backups', 'settings'], gapMs: 500 },
  'restore.state': { on: ['backups'], gapMs: 200 },
  health: { on: ['tasks', 'settings', 'backups'], gapMs: 5_000 },
  config: { on: ['settings'], gapMs: 200 },
  secret: { on: ['settings'], gapMs: 200 },
  // The handbook is read anew with each task, and says what the policy is.
  policy: { on: ['settings', 'tasks'], gapMs: 2_000 },
};

const nothing: Dependency = { on: [], gapMs: 200 };

export function dependencyOf(channel: ChannelName): Dependency {
  return dependencies[channel] ?? dependencies[channel.split('.')[0] ?? ''] ?? nothing;
}

/** True when what changed can have made the answer to this request old. */
export function isOutdated(channel: ChannelName, params: object, changes: Changes): boolean {
  const { tasks, approvals, settings, backups } = changes;
  // A single task's answers are old only when that task changed.
  const taskChanged =
    tasks === null || ('id' in params ? tasks.includes(String(params.id)) : tasks.length > 0);
  const changed = { tasks: taskChanged, approvals, settings, backups } satisfies Record<Source, boolean>;
  return dependencyOf(channel).on.some((source) => changed[source]);
}
