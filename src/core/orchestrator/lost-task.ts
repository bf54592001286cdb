import type { Task } from '../../shared/task.ts';
import { actionOfDecision, type Decision } from '../approvals/index.ts';
import type { AuditTrail } from '../audit/index.ts';
import type { TaskQueue } from '../queue/index.ts';

/**
 * Takes up a task whose file is gone, as far as its signed request and the trail still know it: enough to end it honestly. Whatever
 * was decided is void from then on.
 */
export async function takeUpLostTask(
  { queue, trail }: { readonly queue: TaskQueue; readonly trail: AuditTrail },
  { kind, request, text }: Decision,
): Promise<{ readonly task: Task; readonly decision: Decision }> {
  const { task_id: taskId, created_at: askedAt, approval_sha256, actions } = request;
  const why = queue.whyGone(taskId) ?? 'while it waited, its task was lost';
  const entries = await trail.findByTask(taskId, ['task_created', actionOfDecision.void]);
  const isVoid = entries.some(
    ({ action, details }) => action === actionOfDecision.void && details.approval_sha256 === approval_sha256,
  );
  if (kind !== 'void' && !isVoid) {
    trail.record({
      action: actionOfDecision.void,
      taskId,
      details: { approval_sha256, decision: 'void', text: why },
    });
    await trail.commit();
  }
  const created = entries.find(({ action }) => action === 'task_created');
  const { source, file_name: fileName } = created?.details ?? {};
  const task: Task = {
    task_id: taskId,
    created_at: created?.timestamp ?? askedAt,
    ...(typeof source === 'string' ? { source } : {}),
    ...(typeof fileName === 'string' ? { context: { file_name: fileName } } : {}),
    hitl_required: true,
    status: 'awaiting_approval',
    actions: actions.map((action) => ({ ...action, status: 'skipped' as const })),
  };
  await queue.restore(task);
  return { task, decision: { kind: 'void', request, text: kind === 'void' ? text : why } };
}
