import { type Planner, PlannerUnavailable } from '../../src/core/reasoning/index.ts';
import { describeError } from '../../src/shared/errors.ts';
import type { PlanCase } from './cases.ts';
import { requestFor } from './request.ts';
import { type CaseScore, scoreCase } from './score.ts';

/** So many in a row without an answer: the rest is not asked. */
const mostSilent = 3;

/**
 * Has every case planned and scored, one after the other. A case that gets no plan scores nothing, with the reason; when
 * the planner cannot be had time after time, the rest scores nothing unasked.
 */
export async function evaluate(
  planner: Planner,
  cases: readonly PlanCase[],
  told: (score: CaseScore) => void = () => undefined,
): Promise<readonly CaseScore[]> {
  const scores: CaseScore[] = [];
  let silent = 0;
  for (const one of cases) {
    const { score, unavailable } =
      silent < mostSilent
        ? await planned(planner, one)
        : without(one, 'not asked: the planner cannot be had');
    silent = unavailable ? silent + 1 : 0;
    scores.push(score);
    told(score);
  }
  return scores;
}

interface Planned {
  readonly score: CaseScore;
  readonly unavailable: boolean;
}

async function planned(planner: Planner, one: PlanCase): Promise<Planned> {
  try {
    const { plan } = await planner.plan(requestFor(one), new AbortController().signal);
    return { score: scoreCase(one, plan), unavailable: false };
  } catch (error) {
    const { score } = without(one, `no plan: ${describeError(error)}`);
    return { score, unavailable: error instanceof PlannerUnavailable };
  }
}

function without(one: PlanCase, why: string): Planned {
  return { score: { ...scoreCase(one, null), failures: [why] }, unavailable: true };
}
