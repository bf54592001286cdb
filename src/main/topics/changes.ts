import { assertNever } from '../../shared/errors.ts';
import type { Changes } from '../../shared/ipc/topics.ts';
import type { ShellEvent } from '../employee/index.ts';

/** More changed tasks than this are told as "look at all of them". */
const maxNamedTasks = 200;

const nothing: Changes = { tasks: [], approvals: false, settings: false, backups: false };
const anything: Changes = { tasks: null, approvals: true, settings: true, backups: true };

/** What a page is to look at again after an event; `undefined` when the event says all itself. */
export function changesOf(event: ShellEvent): Changes | undefined {
  switch (event.kind) {
    case 'task':
      return { ...nothing, tasks: [event.task_id] };
    case 'approval_requested':
      return { ...nothing, tasks: [event.approval.task_id], approvals: true };
    case 'approval_reminded':
      return { ...nothing, approvals: true };
    case 'approval_changed':
      return { ...nothing, tasks: [event.task_id], approvals: true };
    case 'settings':
      return { ...nothing, settings: true };
    case 'backups':
      return { ...nothing, backups: true };
    case 'anything':
      return anything;
    case 'status':
    case 'alert':
    case 'progress':
      return undefined;
    default:
      return assertNever(event);
  }
}

/** Both changes as one. */
export function gatherChanges(pending: Changes | undefined, change: Changes): Changes {
  if (pending === undefined) return change;
  return {
    tasks: union(pending.tasks, change.tasks),
    approvals: pending.approvals || change.approvals,
    settings: pending.settings || change.settings,
    backups: pending.backups || change.backups,
  };
}

function union(a: Changes['tasks'], b: Changes['tasks']): Changes['tasks'] {
  if (a === null || b === null) return null;
  const all = new Set([...a, ...b]);
  return all.size > maxNamedTasks ? null : [...all];
}
