import type { ApprovalRequest } from '../../shared/approval.ts';
import type { Facts } from '../../shared/facts.ts';
import type { Plan } from '../../shared/plan.ts';
import type { Task, TaskAction } from '../../shared/task.ts';
import type { ActionRunner } from '../actions/index.ts';
import type { Decision, Outcome } from '../approvals/index.ts';
import type { AuditTrail } from '../audit/index.ts';
import { type Clock, timestamp } from '../clock/index.ts';
import type { Verdict } from '../policy/index.ts';
import type { TaskQueue } from '../queue/index.ts';
import type { Planner, PlanResult } from '../reasoning/index.ts';
import type { VaultContext } from '../vault/index.ts';
import { actionsOfPlan, withHistory } from './history.ts';
import type { PolicyGate } from './policy-gate.ts';
import { goesOn, repeatsItself, withResults, withUsage } from './rounds.ts';
import type { TaskFinisher } from './task-finisher.ts';
import type { TaskParking } from './task-parking.ts';
import type { TaskReader, TaskText } from './task-reader.ts';

export interface TaskWorkerDependencies {
  readonly clock: Clock;
  readonly queue: TaskQueue;
  readonly trail: AuditTrail;
  readonly planner: (task: Task) => Planner;
  readonly vault: VaultContext;
  readonly reader: TaskReader;
  readonly parking: TaskParking;
  readonly gate: PolicyGate;
  readonly runner: ActionRunner;
  readonly finisher: TaskFinisher;
  readonly maxIterations: () => number;
  readonly alert: (message: string, taskId: string) => void;
  /** Whether the task is the employee's own check of itself, which asks for nothing. */
  readonly isOwnCheck: (task: Task) => boolean;
  /** Tells which step a task is at, for the surfaces. */
  readonly step: (taskId: string, step: string) => void;
}

/** How the work on a task ended for now. */
export type WorkResult =
  | { readonly kind: 'finished' }
  | { readonly kind: 'parked' }
  /** The same work may succeed later. */
  | {
      readonly kind: 'failed';
      readonly task: Task;
      readonly reason: string;
      readonly transient: boolean;
      /** The actions were approved: they are tried again as they are, never planned anew. */
      readonly approved?: boolean;
    };

/** Works on one task in `pending`: reason → decide → act → finish. */
export class TaskWorker {
  readonly #dependencies: TaskWorkerDependencies;

  constructor(dependencies: TaskWorkerDependencies) {
    this.#dependencies = dependencies;
  }

  /** Plans and carries out a task from the start. Throws `PlannerUnavailable` when no plan can be had now. */
  async begin(claimed: Task, signal: AbortSignal): Promise<WorkResult> {
    const { facts } = this.#dependencies.reader.read(claimed);
    return this.#rounds({ ...claimed, type: facts.type, attempts: (claimed.attempts ?? 0) + 1 }, signal);
  }

  /** Reason → decide → act, until the planner is done. */
  async #rounds(begun: Task, signal: AbortSignal): Promise<WorkResult> {
    const { maxIterations, step, runner, gate, reader, clock, queue, trail, isOwnCheck } = this.#dependencies;
    const { text, facts } = reader.read(begun);
    let task = begun;
    for (;;) {
      const iteration = (task.iterations ?? 0) + 1;
      if (iteration > maxIterations()) {
        trail.record({
          action: 'iteration_limit_reached',
          taskId: task.task_id,
          details: { limit: maxIterations() },
        });
        return this.#giveUp(task, `It reached the limit of ${maxIterations()} rounds of reasoning`);
      }
      step(task.task_id, 'planning');
      const {
        plan: proposed,
        usage,
        insteadOfModel,
      } = await this.#plan(task, { text, facts, iteration }, signal);
      // What is judged, shown and approved is what would be carried out, to the letter.
      const plan = { ...proposed, actions: proposed.actions.map((action) => runner.prepared(action)) };
      const actions = this.#actionsFor(task, plan, iteration);
      const planned = { ...withUsage(task, usage), iterations: iteration, plan, actions };
      const said =
        insteadOfModel === undefined ? plan.risk_assessment : `Without the model: ${insteadOfModel}`;
      task = withHistory(planned, timestamp(clock), 'planned', said);
      if (repeatsItself(task, plan))
        return this.#giveUp(task, 'The model asks for the same step again and again');
      // Its text is the employee's own: with nothing to do there is nothing to ask about, not even without a policy.
      if (plan.actions.length === 0 && isOwnCheck(task)) return this.#complete(task, plan);
      const verdict = gate.judge({
        facts,
        text: text.text,
        textComplete: text.complete,
        actions: plan.actions,
        planRequiresApproval: plan.requires_approval,
        taskRequiresApproval: task.hitl_required === true,
      });
      if (verdict.effect === 'forbid') return this.#forbid(task, verdict);
      if (verdict.effect === 'ask') return this.#ask(task, plan, verdict, facts);
      step(task.task_id, 'acting');
      const ran = await runner.run(task.task_id, plan, actions, signal);
      task = { ...task, actions: [...ran.actions] };
      if (ran.kind === 'outcome_unknown') return this.parkUnknown(task, ran.action);
      if (ran.kind === 'failed')
        return { kind: 'failed', task, reason: ran.reason, transient: ran.transient };
      if (!goesOn(plan, this.#isReadOnly)) return this.#complete(task, plan);
      task = withResults(task, ran.actions, this.#isReadOnly);
      await queue.save(task);
    }
  }

  /** Goes on, after a crash, with actions that had begun, and with the rounds they belong to. */
  async goOn(task: Task, actions: readonly TaskAction[], signal: AbortSignal): Promise<WorkResult> {
    const { plan } = task;
    if (plan === undefined || !goesOn(plan, this.#isReadOnly)) return this.carryOut(task, actions, signal);
    const { runner, queue } = this.#dependencies;
    const ran = await runner.run(task.task_id, plan, actions, signal);
    const acted = withResults({ ...task, actions: [...ran.actions] }, ran.actions, this.#isReadOnly);
    if (ran.kind === 'outcome_unknown') return this.parkUnknown(acted, ran.action);
    if (ran.kind === 'failed')
      return { kind: 'failed', task: acted, reason: ran.reason, transient: ran.transient };
    await queue.save(acted);
    return this.#rounds(acted, signal);
  }

  /** Carries out exactly the actions that were approved; nothing is planned again. */
  async carryOut(task: Task, actions: readonly TaskAction[], signal: AbortSignal): Promise<WorkResult> {
    const { runner, step } = this.#dependencies;
    const plan = task.plan ?? emptyPlan;
    step(task.task_id, 'acting');
    const ran = await runner.run(task.task_id, plan, actions, signal);
    const acted = { ...task, actions: [...ran.actions] };
    if (ran.kind === 'outcome_unknown') return this.parkUnknown(acted, ran.action);
    if (ran.kind === 'failed')
      return { kind: 'failed', task: acted, reason: ran.reason, transient: ran.transient, approved: true };
    return this.#complete(acted, plan);
  }

  /** Acts on a decision about a task that is back in `pending`. */
  async settle(task: Task, decision: Decision, signal: AbortSignal): Promise<WorkResult> {
    const at = timestamp(this.#dependencies.clock);
    if (decision.kind === 'approved') {
      const actions = approvedActions(task, decision.request);
      return this.carryOut(withHistory({ ...task, actions }, at, 'approved'), actions, signal);
    }
    if (decision.kind === 'revised') {
      const changes = [...requestedChanges(task), decision.text ?? ''];
      return this.begin(
        withHistory({ ...task, requested_changes: changes }, at, 'changes_requested', decision.text),
        signal,
      );
    }
    if (decision.kind === 'happened' || decision.kind === 'did_not_happen' || decision.kind === 'retry') {
      return this.#resolve(task, decision.kind, signal);
    }
    if (decision.kind === 'void') return this.#endVoid(task, decision);
    const skipped = (task.actions ?? []).map((action): TaskAction => ({ ...action, status: 'skipped' }));
    const ending =
      decision.kind === 'rejected'
        ? { status: 'rejected' as const, result: rejection(decision.text) }
        : { status: 'expired' as const, result: 'Expired without an answer. Nothing was done' };
    await this.#dependencies.finisher.finish({ ...task, actions: skipped }, ending);
    return { kind: 'finished' };
  }

  /** Ends a task that was lost while its request waited: nothing of it is done, and that is not hidden. */
  async #endVoid(task: Task, { request, text: why = 'its task was lost' }: Decision): Promise<WorkResult> {
    const effect =
      request.approval_type === 'outcome_unknown'
        ? 'Nobody said whether its call happened'
        : 'Nothing of it was done';
    await this.#dependencies.finisher.finish(task, {
      status: 'failed',
      result: `Failed: ${why}. ${effect}`,
      error: why,
    });
    return { kind: 'finished' };
  }

  /** Goes on after a person said what became of the call whose outcome was unknown. */
  async #resolve(task: Task, outcome: Outcome, signal: AbortSignal): Promise<WorkResult> {
    const { finisher, clock } = this.#dependencies;
    const settled: Readonly<Record<Outcome, Pick<TaskAction, 'status' | 'result'>>> = {
      happened: { status: 'done', result: 'A person found that it happened' },
      did_not_happen: { status: 'failed', result: 'A person found that it did not happen' },
      retry: { status: 'planned' },
    };
    const actions = (task.actions ?? []).map(
      (action): TaskAction =>
        action.status === 'outcome_unknown' ? { ...action, ...settled[outcome] } : action,
    );
    const resolved = withHistory(
      { ...task, actions, status: 'pending' },
      timestamp(clock),
      'outcome_resolved',
      outcome,
    );
    if (outcome !== 'did_not_happen') return this.carryOut(resolved, actions, signal);
    await finisher.finish(resolved, {
      status: 'failed',
      result: 'Failed. The action did not happen',
      error: 'the action did not happen',
    });
    return { kind: 'finished' };
  }

  /** Asks again what a parked plan asked, when its request was not signed before a crash. */
  async askAgain(task: Task): Promise<WorkResult> {
    const plan = task.plan ?? emptyPlan;
    const { text, facts } = this.#dependencies.reader.read(task);
    const verdict = this.#dependencies.gate.judge({
      facts,
      text: text.text,
      textComplete: text.complete,
      actions: (task.actions ?? []).map(({ server, tool, arguments: args, description }) => ({
        server,
        tool,
        arguments: args,
        description,
      })),
      planRequiresApproval: true,
    });
    return verdict.effect === 'forbid' ? this.#forbid(task, verdict) : this.#ask(task, plan, verdict, facts);
  }

  /** Parks a task of which nobody knows whether `action` happened. */
  async parkUnknown(task: Task, action: TaskAction): Promise<WorkResult> {
    await this.#dependencies.parking.askOutcome(task, action);
    return { kind: 'parked' };
  }

  async #plan(
    task: Task,
    input: {
      readonly text: TaskText;
      readonly facts: Facts;
      readonly iteration: number;
    },
    signal: AbortSignal,
  ): Promise<PlanResult> {
    const { vault, runner, planner, clock, trail } = this.#dependencies;
    const context = vault.load();
    const result = await planner(task).plan(
      {
        task,
        text: input.text.text,
        textComplete: input.text.complete,
        facts: input.facts,
        skills: context.skills,
        handbook: context.handbook,
        goals: context.goals,
        tools: runner.tools,
        earlier: task.earlier ?? [],
        iteration: input.iteration,
        now: clock.now(),
      },
      signal,
    );
    // Calls of a model have their own entries, made with their cost.
    if (result.usage.model === 'local')
      trail.record({
        action: 'local_reasoning',
        taskId: task.task_id,
        details: {
          model: result.usage.model,
          iteration: input.iteration,
          confidence: result.plan.confidence,
          actions_planned: result.plan.actions.length,
          requires_approval: result.plan.requires_approval,
          cost_usd: 0,
          ...(result.insteadOfModel === undefined ? {} : { instead_of_model: result.insteadOfModel }),
        },
      });
    return result;
  }

  #actionsFor(task: Task, plan: Plan, iteration: number): TaskAction[] {
    return actionsOfPlan(task.task_id, iteration, plan.actions, ({ server }) =>
      server === 'vault' ? 'low' : 'high',
    );
  }

  /** More rounds would bring nothing: a person is told, and nothing more is done. */
  async #giveUp(task: Task, reason: string): Promise<WorkResult> {
    this.#dependencies.alert(reason, task.task_id);
    await this.#dependencies.finisher.finish(task, {
      status: 'failed',
      result: `Failed. ${reason}`,
      error: reason,
    });
    return { kind: 'finished' };
  }

  readonly #isReadOnly = ({ server, tool }: Pick<TaskAction, 'server' | 'tool'>): boolean =>
    this.#dependencies.runner.tool(server, tool)?.readOnly === true;

  async #complete(task: Task, plan: Plan): Promise<WorkResult> {
    const actions = task.actions ?? [];
    const done = actions.filter(({ status }) => status !== 'skipped').length;
    const skipped = actions.length - done;
    const dryRun = skipped > 0 ? ` Dry run: ${skipped} not carried out.` : '';
    await this.#dependencies.finisher.finish(task, {
      status: 'completed',
      result: `Completed ${done} ${done === 1 ? 'action' : 'actions'}.${dryRun} Confidence: ${plan.confidence}`,
    });
    return { kind: 'finished' };
  }

  async #forbid(task: Task, verdict: Verdict): Promise<WorkResult> {
    const forbidding = verdict.reasons.filter(({ effect }) => effect === 'forbid');
    const why = forbidding.map(({ rule, text }) => `${text} (rule ${rule})`).join('; ');
    const skipped = (task.actions ?? []).map((action): TaskAction => ({ ...action, status: 'skipped' }));
    this.#dependencies.alert(`Forbidden by policy: ${why}`, task.task_id);
    await this.#dependencies.finisher.finish(
      { ...task, actions: skipped },
      { status: 'rejected', result: `Forbidden by policy: ${why}. Nothing was done` },
    );
    return { kind: 'finished' };
  }

  async #ask(task: Task, plan: Plan, verdict: Verdict, facts: Facts): Promise<WorkResult> {
    await this.#dependencies.parking.ask(task, plan, verdict, facts);
    return { kind: 'parked' };
  }
}

const emptyPlan: Plan = {
  thought_process: '',
  actions: [],
  risk_assessment: '',
  requires_approval: true,
  confidence: 0,
  done: true,
};

/** Whoever gave the reason, a person or a change of the file, it says so itself. */
function rejection(reason: string | undefined): string {
  return reason ? `Rejected: ${reason}. Nothing was done` : 'Rejected by a person. Nothing was done';
}

/** The approved calls, with what is known of those that ran before. */
function approvedActions(task: Task, request: ApprovalRequest): TaskAction[] {
  const known = new Map((task.actions ?? []).map((action) => [action.id, action]));
  return request.actions.map((action) => {
    const before = known.get(action.id);
    return { ...action, status: before?.status === 'done' ? 'done' : 'planned' };
  });
}

function requestedChanges(task: Task): readonly unknown[] {
  return Array.isArray(task.requested_changes) ? task.requested_changes : [];
}
