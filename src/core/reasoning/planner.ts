import { EmployeeError } from '../../shared/errors.ts';
import type { Facts } from '../../shared/facts.ts';
import { type Plan, planSchema } from '../../shared/plan.ts';
import type { Task } from '../../shared/task.ts';
import type { Skill } from './skills.ts';

/** Turns a task into a plan: a model behind an endpoint, or the built-in rules. */
export interface Planner {
  /** The model's name; `local` for the built-in planner. */
  readonly model: string;
  /** Rejects with `PlannerUnavailable`, with `InvalidPlan`, with the signal's reason, or with a bug. */
  plan(request: PlanRequest, signal: AbortSignal): Promise<PlanResult>;
}

/** Everything a planner may know of a task. */
export interface PlanRequest {
  readonly task: Task;
  /** The whole text, up to 1 MiB; untrusted. */
  readonly text: string;
  readonly textComplete: boolean;
  readonly facts: Facts;
  readonly skills: readonly Skill[];
  readonly handbook: string;
  readonly goals: string;
  readonly tools: readonly ToolDescription[];
  /** What read-only tools answered in earlier rounds of this task. */
  readonly earlier: readonly ToolResult[];
  /** 1 for the first round. */
  readonly iteration: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A tool a plan may call. */
export interface ToolDescription {
  readonly server: string;
  readonly tool: string;
  readonly description: string;
  /** JSON schema of the arguments. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly readOnly: boolean;
}

/** What a call of an earlier round gave. */
export interface ToolResult {
  readonly server: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The tool's answer as text; untrusted. */
  readonly result: string;
}

/** A checked plan and what it cost. */
export interface PlanResult {
  readonly plan: Plan;
  readonly usage: PlanUsage;
  /** Why the built-in rules made it although a model is chosen. */
  readonly insteadOfModel?: string;
}

/** What making a plan cost; zero for the local planner. */
export interface PlanUsage {
  readonly model: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costUsd: number;
}

/**
 * The planner cannot be reached now. It is not the task's fault: the task goes back to the inbox and waits.
 *
 * `retryAfterMs` is what the endpoint asked for, or the planner's own estimate.
 */
export class PlannerUnavailable extends EmployeeError {
  readonly retryAfterMs: number;

  constructor(parts: { what: string; why: string; hint: string; retryAfterMs: number; cause?: unknown }) {
    super('not_available', parts);
    this.name = 'PlannerUnavailable';
    this.retryAfterMs = parts.retryAfterMs;
  }
}

/** The planner answered, but not with a plan: the task is set aside with the reason. */
export class InvalidPlan extends EmployeeError {
  constructor(why: string, cause?: unknown) {
    super('invalid_input', {
      what: 'plan refused',
      why,
      hint: 'See what was sent with "employee tasks show --prompt"; change the text or the model, then: employee tasks retry',
      cause,
    });
    this.name = 'InvalidPlan';
  }
}

/** A plan that fits the schema; throws `InvalidPlan` naming the first fault. */
export function checkPlan(value: unknown): Plan {
  const parsed = planSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new InvalidPlan(
    `${issue?.path.map(String).join('.') || 'plan'}: ${issue?.message ?? 'not a plan'}`,
    parsed.error,
  );
}
