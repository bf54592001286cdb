import { type Planner, PlannerUnavailable } from '../../src/core/reasoning/index.ts';
import { describeError } from '../../src/shared/errors.ts';
import type { PlanCase } from './cases.ts';
import { requestFor } from './request.ts';
import { type CaseScore, scoreCase } from './score.ts';

/** Has every case planned and scored, one after the other. Stops when the planner cannot be had. */
export async function evaluate(
  planner: Planner,
  cases: readonly PlanCase[],
  told: (score: CaseScore) => void = () => undefined,
): Promise<readonly CaseScore[]> {
  const scores: CaseScore[] = [];
  for (const one of cases) {
    const score = await planned(planner, one);
    scores.push(score);
    told(score);
  }
  return scores;
}

async function planned(planner: Planner, one: PlanCase): Promise<CaseScore> {
  try {
    const { plan } = await planner.plan(requestFor(one), new AbortController().signal);
    return scoreCase(one, plan);
  } catch (error) {
    if (error instanceof PlannerUnavailable) throw error;
    const score = scoreCase(one, null);
    return { ...score, failures: [`no plan: ${describeError(error)}`] };
  }
}
