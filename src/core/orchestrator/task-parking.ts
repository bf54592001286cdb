import type { ApprovalAction } from '../../shared/approval.ts';
import type { Facts } from '../../shared/facts.ts';
import type { Plan } from '../../shared/plan.ts';
import type { Task, TaskAction } from '../../shared/task.ts';
import type { ApprovalDesk, ApprovalQuestion } from '../approvals/index.ts';
import { type Clock, timestamp } from '../clock/index.ts';
import type { Verdict } from '../policy/index.ts';
import type { TaskQueue } from '../queue/index.ts';
import { actionsOfPlan, withHistory } from './history.ts';
import { summaryAction } from './summary-action.ts';

export interface TaskParkingDependencies {
  readonly clock: Clock;
  readonly queue: TaskQueue;
  readonly desk: ApprovalDesk;
  readonly alert: (message: string, taskId: string) => void;
}

/**
 * Parks a task beside a request to a person. In this order: the task is saved, the request signed, the task moved, so that a
 * kill in between leaves a task in `pending` that is asked about again, and never a parked one without a request.
 */
export class TaskParking {
  readonly #dependencies: TaskParkingDependencies;

  constructor(dependencies: TaskParkingDependencies) {
    this.#dependencies = dependencies;
  }

  /** Asks whether the task's planned actions may run. */
  async ask(task: Task, plan: Plan, verdict: Verdict, facts: Facts): Promise<void> {
    // An approval is always of an exact call, never of nothing.
    const actions = task.actions?.length
      ? task.actions
      : actionsOfPlan(task.task_id, task.iterations ?? 1, [summaryAction(task, plan)], () => 'low');
    const parked = withHistory(
      { ...task, actions, status: 'awaiting_approval', hitl_required: true },
      timestamp(this.#dependencies.clock),
      'approval_requested',
      verdict.reasons[0]?.text,
    );
    await this.#park(parked, questionFor(parked, actions, plan, verdict, facts));
  }

  /** Nobody knows whether a call happened: a person decides, and nothing is repeated by itself. */
  async askOutcome(task: Task, action: TaskAction): Promise<void> {
    const parked = withHistory(
      { ...task, status: 'outcome_unknown' },
      timestamp(this.#dependencies.clock),
      'outcome_unknown',
      action.description,
    );
    await this.#park(parked, {
      taskId: task.task_id,
      approvalType: 'outcome_unknown',
      urgency: 'high',
      reason: `Nobody knows whether ${action.server}.${action.tool} happened. Find out, then settle it with: employee recover resolve ${task.task_id}`,
      rules: [
        {
          id: 'outcome-unknown',
          text: 'It was interrupted between the beginning and the end of the call, and the call cannot simply be repeated',
        },
      ],
      actions: [approvalAction(action)],
      confidence: 0,
      recommendation: 'Look at the other side before you decide',
    });
    this.#dependencies.alert(`The outcome of ${action.server}.${action.tool} is unknown`, task.task_id);
  }

  async #park(task: Task, question: ApprovalQuestion): Promise<void> {
    const { queue, desk } = this.#dependencies;
    await queue.save(task);
    await desk.raise(question);
    await queue.park(task);
  }
}

function questionFor(
  task: Task,
  actions: readonly TaskAction[],
  plan: Plan,
  verdict: Verdict,
  facts: Facts,
): ApprovalQuestion {
  const amounts = facts.amounts.map(({ text }) => text).join(', ');
  const asking = verdict.reasons.filter(({ effect }) => effect === 'ask');
  return {
    taskId: task.task_id,
    approvalType: verdict.approvalType,
    urgency: verdict.urgency,
    reason: asking.map(({ rule, text }) => `${text} (rule ${rule})`).join('; '),
    rules: asking.map(({ rule, text }) => ({ id: rule, text })),
    actions: actions.map(approvalAction),
    confidence: plan.confidence,
    recommendation: amounts
      ? `Check the amount (${amounts}) and who asks for it`
      : 'Check who asks for it, and why',
  };
}

function approvalAction(action: TaskAction): ApprovalAction {
  const { id, server, tool, arguments: args, description, risk } = action;
  return { id, server, tool, arguments: args, description, risk };
}
