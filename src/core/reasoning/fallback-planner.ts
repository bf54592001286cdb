import type { Clock } from '../clock/index.ts';
import { type Planner, PlannerUnavailable, type PlanRequest, type PlanResult } from './planner.ts';

const longestWaitMs = 600_000;

export interface FallbackPlannerDependencies {
  readonly clock: Clock;
  readonly model: Planner;
  readonly local: Planner;
  /** Told once when the local planner takes over, and why. */
  readonly takenOver: (why: string) => void;
}

/** Plans with the model, and with the local planner while the model cannot be had. Such plans say so. */
export class FallbackPlanner implements Planner {
  readonly #dependencies: FallbackPlannerDependencies;
  #outage: { readonly why: string; readonly untilMs: number } | undefined;

  constructor(dependencies: FallbackPlannerDependencies) {
    this.#dependencies = dependencies;
  }

  get model(): string {
    return this.#dependencies.model.model;
  }

  /** Why the local planner stands in; `undefined` while it does not. */
  get standsInBecause(): string | undefined {
    return this.#outage?.why;
  }

  async plan(request: PlanRequest, signal: AbortSignal): Promise<PlanResult> {
    const { clock, model } = this.#dependencies;
    if (this.#outage && clock.now() < this.#outage.untilMs)
      return this.#locally(request, signal, this.#outage.why);
    try {
      const result = await model.plan(request, signal);
      this.#outage = undefined;
      return result;
    } catch (error) {
      if (!(error instanceof PlannerUnavailable)) throw error;
      const isNew = this.#outage === undefined;
      const waitMs = Math.min(error.retryAfterMs, longestWaitMs);
      this.#outage = { why: error.why, untilMs: clock.now() + waitMs };
      if (isNew) this.#dependencies.takenOver(error.why);
      return this.#locally(request, signal, error.why);
    }
  }

  /** The model is tried again at the next task. */
  retry(): void {
    if (this.#outage) this.#outage = { ...this.#outage, untilMs: 0 };
  }

  async #locally(request: PlanRequest, signal: AbortSignal, why: string): Promise<PlanResult> {
    const { plan, usage } = await this.#dependencies.local.plan(request, signal);
    const note = `Planned by the built-in rules, because the model could not be used: ${why}.`;
    return {
      plan: { ...plan, thought_process: `${note}\n${plan.thought_process}` },
      usage,
      insteadOfModel: why,
    };
  }
}
