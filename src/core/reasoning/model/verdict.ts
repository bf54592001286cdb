import type { Plan } from '../../../shared/plan.ts';
import type { ToolDescription } from '../planner.ts';
import type { ChatAnswer } from './chat.ts';
import type { Judged } from './model-caller.ts';
import { checkedPlan } from './plan-check.ts';
import type { Prompt } from './prompt.ts';
import { estimateMessages } from './tokens.ts';

/** What an answer is worth. */
export type Verdict =
  | { readonly kind: 'plan'; readonly plan: Plan }
  /** The model may correct it. */
  | { readonly kind: 'invalid'; readonly problem: string }
  | { readonly kind: 'refused'; readonly said: string }
  /** The endpoint let the model see only a part of the prompt. */
  | { readonly kind: 'prompt_cut'; readonly estimate: number; readonly counted: number };

/** Below this, chat templates and tokenizers differ too much to tell. */
const tellingTokens = 1_500;

/** Judges an answer, and says what its entry in the trail tells. */
export function judge(
  answer: ChatAnswer,
  { messages }: Prompt,
  tools: readonly ToolDescription[],
  maxTokens: number,
): Judged<Verdict> {
  const estimate = estimateMessages(messages.map(({ content }) => content));
  const counted = answer.usage?.promptTokens;
  if (counted !== undefined && estimate > tellingTokens && counted < estimate / 2)
    return judged(
      { kind: 'prompt_cut', estimate, counted },
      `only ${counted} of about ${estimate} tokens were read`,
    );
  if (answer.finish === 'refused')
    return judged({ kind: 'refused', said: answer.content }, 'the model refused to answer');
  if (answer.finish === 'length')
    return invalid(`the answer broke off at its limit of ${maxTokens} tokens: give a shorter one`);
  const read = checkedPlan(answer.content, tools);
  if (read.kind === 'invalid') return invalid(read.problem);
  const { confidence, actions, requires_approval } = read.plan;
  return {
    value: read,
    error: null,
    details: { outcome: 'plan', confidence, actions_planned: actions.length, requires_approval },
  };
}

function invalid(problem: string): Judged<Verdict> {
  return judged({ kind: 'invalid', problem }, problem.slice(0, 1_000));
}

function judged(value: Verdict, error: string): Judged<Verdict> {
  return { value, error, details: { outcome: value.kind } };
}
