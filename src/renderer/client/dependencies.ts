import type { ChannelName } from '../../shared/ipc/contract.ts';
import type { Changes } from '../../shared/ipc/topics.ts';

/** What an answer depends on: a change of it makes the answer old. */
type Source = 'tasks' | 'approvals' | 'settings';

interface Dependency {
  readonly on: readonly Source[];
  /** Shortest time between two requests for the same answer: what costs the employee more is asked less often. */
  readonly gapMs: number;
}

/** By the part of a channel's name before the dot. */
const dependencies: Readonly<Record<string, Dependency>> = {
  tasks: { on: ['tasks'], gapMs: 200 },
  approvals: { on: ['approvals'], gapMs: 100 },
  activity: { on: ['tasks', 'approvals'], gapMs: 2_000 },
  audit: { on: ['tasks', 'approvals', 'settings'], gapMs: 1_000 },
  health: { on: ['tasks', 'settings'], gapMs: 5_000 },
  config: { on: ['settings'], gapMs: 200 },
  secret: { on: ['settings'], gapMs: 200 },
  policy: { on: ['settings'], gapMs: 200 },
};

const nothing: Dependency = { on: [], gapMs: 200 };

export function dependencyOf(channel: ChannelName): Dependency {
  return dependencies[channel.split('.')[0] ?? ''] ?? nothing;
}

/** True when what changed can have made the answer to this request old. */
export function isOutdated(channel: ChannelName, params: object, changes: Changes): boolean {
  const { tasks, approvals, settings } = changes;
  // A single task's answers are old only when that task changed.
  const taskChanged =
    tasks === null || ('id' in params ? tasks.includes(String(params.id)) : tasks.length > 0);
  const changed = { tasks: taskChanged, approvals, settings } satisfies Record<Source, boolean>;
  return dependencyOf(channel).on.some((source) => changed[source]);
}
