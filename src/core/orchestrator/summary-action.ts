import type { Plan, PlannedAction } from '../../shared/plan.ts';
import type { Task } from '../../shared/task.ts';

/** What is asked for when a plan needs a person but proposes no call: to file a summary of it for them. */
export function summaryAction(task: Task, plan: Plan): PlannedAction {
  const title = (task.context?.file_name ?? task.task_id)
    .replace(/[^\p{L}\p{N} _-]+/gu, ' ')
    .trim()
    .slice(0, 60);
  return {
    server: 'vault',
    tool: 'create_note',
    arguments: {
      path: `Notes/Review ${title} ${task.task_id.slice(-6).replace(/[^\w-]/g, '_')}.md`,
      content: `# For review: ${title}\n\n${plan.thought_process.slice(0, 20_000)}\n\n${plan.risk_assessment.slice(0, 5_000)}\n`,
    },
    description: `File a summary of ${title} for your review; nothing else is done`,
  };
}
