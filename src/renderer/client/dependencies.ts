import type { ChannelName } from '../../shared/ipc/contract.ts';
import type { Changes } from '../../shared/ipc/topics.ts';

/** What an answer depends on: a change of it makes the answer old. */
type Source = 'tasks' | 'approvals' | 'settings';

const sources: Readonly<Record<string, readonly Source[]>> = {
  tasks: ['tasks'],
  approvals: ['approvals'],
  activity: ['tasks', 'approvals'],
  audit: ['tasks', 'approvals', 'settings'],
  health: ['tasks', 'settings'],
  config: ['settings'],
  secret: ['settings'],
  policy: ['settings'],
};

/** True when what changed can have made the answer to this request old. */
export function isOutdated(channel: ChannelName, params: object, changes: Changes): boolean {
  const dependsOn = sources[channel.split('.')[0] ?? ''] ?? [];
  const { tasks } = changes;
  // A single task's answers are old only when that task changed.
  const taskChanged =
    tasks === null || ('id' in params ? tasks.includes(String(params.id)) : tasks.length > 0);
  const { approvals, settings } = changes;
  const changed = { tasks: taskChanged, approvals, settings } satisfies Record<Source, boolean>;
  return dependsOn.some((source) => changed[source]);
}
