import type { PlannedAction } from '../../shared/plan.ts';
import type { Task, TaskAction } from '../../shared/task.ts';

/** The task with one more line in its history. */
export function withHistory(task: Task, at: string, event: string, detail?: string): Task {
  return { ...task, history: [...(task.history ?? []), { at, event, ...(detail ? { detail } : {}) }] };
}

/** The actions of a plan as the task carries them; their ids are their idempotency keys. */
export function actionsOfPlan(
  taskId: string,
  iteration: number,
  planned: readonly PlannedAction[],
  risk: (action: PlannedAction) => TaskAction['risk'],
): TaskAction[] {
  return planned.map((action, index) => ({
    ...action,
    id: `${taskId}_action_${iteration}_${index}`,
    risk: risk(action),
    status: 'planned',
  }));
}
