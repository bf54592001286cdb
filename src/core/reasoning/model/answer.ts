import { z } from 'zod';
import { parseJson } from '../../../shared/json.ts';
import { type Plan, planSchema } from '../../../shared/plan.ts';

/** Longer answers hold no plan that a person could read. */
const maxAnswerLength = 1_000_000;
/** Bounds the work that text full of braces makes. */
const maxAttempts = 100;

const objectSchema = z.record(z.string(), z.unknown());
const members: ReadonlySet<string> = new Set(Object.keys(planSchema.shape));
const actionMembers: ReadonlySet<string> = new Set(['server', 'tool', 'arguments', 'description']);

/** A plan, or why the answer is none, in words for the model that gave it. */
export type ReadPlan =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Finds the plan in what a model wrote, also among words or in a code block. Two different plans are none. */
export function readPlan(content: string): ReadPlan {
  const text = withoutThoughts(content.slice(0, maxAnswerLength).trim());
  if (text === '') return invalid('the answer is empty');
  const objects = objectsIn(text).filter((object) => Object.keys(object).some((key) => members.has(key)));
  const [first] = objects;
  if (first === undefined) return invalid('the answer holds no JSON object with a plan');
  const plans = objects.map((object) => planSchema.safeParse(known(object)));
  const valid = plans.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const distinct = new Set(valid.map((plan) => JSON.stringify(plan)));
  if (distinct.size > 1) return invalid('the answer holds more than one plan');
  const [plan] = valid;
  if (plan) return { kind: 'plan', plan };
  const issues = plans.flatMap(({ error }) => error?.issues ?? []);
  return invalid(
    issues
      .slice(0, 5)
      .map((issue) => `${issue.path.map(String).join('.') || 'plan'}: ${issue.message}`)
      .join('; '),
  );
}

/**
 * Some models think aloud before the plan, and templates may leave out the first mark. Inside the plan such marks are what
 * somebody wrote: a text that is JSON stays as it is, and no line breaks within a JSON string.
 */
function withoutThoughts(text: string): string {
  const bare = text.replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/i, '$1');
  if (parseJson(bare) !== undefined) return bare;
  return text
    .replace(/^[^{]*?<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/i, '')
    .replace(/^[\s\S]*?<\/think(?:ing)?>[ \t]*\n/i, '')
    .trim();
}

/** Models like to add members of their own; they carry no meaning. */
function known(object: Readonly<Record<string, unknown>>): unknown {
  const only = (value: Readonly<Record<string, unknown>>, names: ReadonlySet<string>) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => names.has(name)));
  const { actions } = object;
  return {
    ...only(object, members),
    ...(Array.isArray(actions)
      ? {
          actions: actions.map((action: unknown) => {
            const read = objectSchema.safeParse(action);
            return read.success ? only(read.data, actionMembers) : action;
          }),
        }
      : {}),
  };
}

/** The outermost JSON objects of a text, in order. */
function objectsIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  const whole = objectSchema.safeParse(parseJson(text));
  if (whole.success) return [whole.data];
  const found: Record<string, unknown>[] = [];
  let at = text.indexOf('{');
  for (let attempts = 0; at !== -1 && attempts < maxAttempts; attempts += 1) {
    const end = endOfObject(text, at);
    const read = end === undefined ? undefined : objectSchema.safeParse(parseJson(text.slice(at, end)));
    if (end !== undefined && read?.success) {
      found.push(read.data);
      at = end;
    } else at += 1;
    at = text.indexOf('{', at);
  }
  return found;
}

/** The place behind the brace that closes the one at `start`. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function invalid(problem: string): ReadPlan {
  return { kind: 'invalid', problem };
}
