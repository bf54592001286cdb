import { type OutputUnit, Validator } from '@cfworker/json-schema';
import { describeError } from '../../../shared/errors.ts';
import type { Plan, PlannedAction } from '../../../shared/plan.ts';
import type { ToolDescription } from '../planner.ts';
import { type ReadPlan, readPlan } from './answer.ts';

/** A plan whose every call names a tool that exists with arguments that fit its own schema. */
export function checkedPlan(content: string, tools: readonly ToolDescription[]): ReadPlan {
  const read = readPlan(content);
  if (read.kind === 'invalid') return read;
  const problems = read.plan.actions.flatMap((action, index) => {
    const problem = problemOf(action, tools);
    return problem === undefined ? [] : [`actions.${index}: ${problem}`];
  });
  if (problems.length > 0) return { kind: 'invalid', problem: problems.slice(0, 5).join('; ') };
  if (!read.plan.done && read.plan.actions.length === 0)
    return {
      kind: 'invalid',
      problem: 'done is false, but there is no action whose result could be waited for',
    };
  return { kind: 'plan', plan: withDone(read.plan, tools) };
}

/** Only results of read-only tools lead to another call (CONTRACT §8): a plan without any is finished by its actions. */
function withDone(plan: Plan, tools: readonly ToolDescription[]): Plan {
  if (plan.done) return plan;
  const reads = plan.actions.some((action) => toolOf(action, tools)?.readOnly === true);
  return reads ? plan : { ...plan, done: true };
}

function problemOf(action: PlannedAction, tools: readonly ToolDescription[]): string | undefined {
  const tool = toolOf(action, tools);
  if (tool === undefined) return `there is no tool ${action.server}.${action.tool}`;
  try {
    const result = new Validator({ ...tool.inputSchema }, '2020-12', false).validate(action.arguments);
    return result.valid
      ? undefined
      : `the arguments of ${action.server}.${action.tool} do not fit: ${errorLines(result.errors)}`;
  } catch (error) {
    // A schema that cannot be followed lets nothing through.
    return `the schema of ${action.server}.${action.tool} cannot be used: ${describeError(error)}`;
  }
}

function errorLines(errors: readonly OutputUnit[]): string {
  return errors
    .slice(-3)
    .map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`)
    .join('; ');
}

function toolOf(
  { server, tool }: PlannedAction,
  tools: readonly ToolDescription[],
): ToolDescription | undefined {
  return tools.find((known) => known.server === server && known.tool === tool);
}
