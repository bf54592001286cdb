import type { AuditEntry } from '../../../shared/audit.ts';
import type { Task, TaskState } from '../../../shared/task.ts';
import type { JournaledWork } from '../../actions/index.ts';

/** What is known of an archived task here, beside its file. */
export interface TaskKnowledge {
  /** Its entries in the live trail, oldest first. */
  readonly entries: readonly AuditEntry[];
  /** Of the live effects journal: it knows more than the archive's. */
  readonly liveWork: JournaledWork | undefined;
  readonly archivedWork: JournaledWork | undefined;
}

/** How an archived task comes back. */
export interface ReturningTask {
  readonly state: Extract<TaskState, 'inbox' | 'pending' | 'completed'>;
  /** `undefined`: its file as it is. */
  readonly task: Task | undefined;
  /** To be put into the live effects journal. */
  readonly work?: JournaledWork;
  /** Its waiting request is void, and it is asked about again. */
  readonly askAgain?: boolean;
  /** A person has to say what became of a call. */
  readonly unknown?: boolean;
}

/**
 * Where a task goes that is not here, or less far on. Nothing that may have happened is done again: what the live trail and
 * journal know counts, then the archive's journal; where neither knows, a person is asked.
 */
export function returning(archived: TaskState, task: Task, known: TaskKnowledge): ReturningTask {
  if (archived === 'completed') return { state: 'completed', task: undefined };
  // The next start settles it from the entry or the journal, as after a crash.
  if (hasEnded(known.entries) || known.liveWork) return { state: 'pending', task: undefined };
  const { plan, actions = [] } = task;
  if (archived === 'inbox' || plan === undefined || actions.length === 0)
    return { state: 'inbox', task: { ...task, status: 'pending' } };
  const work = known.archivedWork ?? { plan, actions, definitions: [], dispatched: [] };
  const isAsked = archived === 'approvals' || task.status === 'awaiting_approval';
  if (isAsked && task.status !== 'outcome_unknown' && work.dispatched.length === 0) {
    const before = known.archivedWork ? { work } : {};
    return { state: 'pending', task: { ...task, status: 'awaiting_approval' }, askAgain: true, ...before };
  }
  const open = work.actions.filter(({ status }) => status === 'planned' || status === 'outcome_unknown');
  const isRepeatable = known.archivedWork !== undefined && open.every(({ server }) => server === 'vault');
  if (open.length === 0 || (isRepeatable && work.dispatched.length === 0))
    return { state: 'pending', task: undefined, work };
  const first = open.find(({ status, id }) => status === 'outcome_unknown' || work.dispatched.includes(id));
  const doubtful = first ?? open.find(({ server }) => server !== 'vault') ?? open[0];
  const dispatched = doubtful?.status === 'planned' ? [doubtful.id] : [];
  return {
    state: 'pending',
    task: undefined,
    work: { ...work, dispatched },
    askAgain: true,
    unknown: true,
  };
}

/** Whether the trail says that the task was finished, and not begun anew. */
function hasEnded(entries: readonly AuditEntry[]): boolean {
  const last = entries.findLast(({ action }) => action === 'task_completed' || action === 'task_retried');
  return last?.action === 'task_completed';
}
