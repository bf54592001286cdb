import type { Plan } from '../../../shared/plan.ts';
import type { Random } from '../../clock/index.ts';
import { knownModel, type PriceBook, smallestCap, usd } from '../../cost/index.ts';
import { InvalidPlan, type Planner, type PlanRequest, type PlanResult } from '../planner.ts';
import type { Asked, ModelCaller } from './model-caller.ts';
import type { ModelSettings } from './model-settings.ts';
import { unavailable } from './outage.ts';
import { buildPrompt, type Prompt } from './prompt.ts';
import { judge, type Verdict } from './verdict.ts';

/** Where nothing is known of a model. */
const commonContextTokens = 8_192;
/** Of an answer that cannot be used, as much as a correction needs. */
const answerShownBack = 1_000;
const problemShown = 500;

export interface ModelPlannerDependencies {
  readonly caller: ModelCaller;
  readonly prices: PriceBook;
  readonly random: Random;
  /** What is in force now. */
  readonly settings: () => ModelSettings;
}

/** Plans with a model behind an OpenAI-compatible endpoint. An answer that cannot be used may be corrected once. */
export class ModelPlanner implements Planner {
  readonly #dependencies: ModelPlannerDependencies;

  constructor(dependencies: ModelPlannerDependencies) {
    this.#dependencies = dependencies;
  }

  get model(): string {
    return this.#dependencies.settings().endpoint.model;
  }

  async plan(request: PlanRequest, signal: AbortSignal): Promise<PlanResult> {
    const settings = this.#dependencies.settings();
    const first = await this.#ask(request, settings, signal);
    const unusable = first.value.kind === 'invalid' ? first.value.problem : undefined;
    if (unusable === undefined) return result(settings, [first], usable(settings, first));
    const second = await this.#ask(request, settings, signal, {
      answer: first.answer.content,
      problem: unusable,
    });
    return result(settings, [first, second], usable(settings, second));
  }

  #ask(
    request: PlanRequest,
    settings: ModelSettings,
    signal: AbortSignal,
    repair?: Repair,
  ): Promise<Asked<Verdict>> {
    return this.#dependencies.caller.ask(
      {
        taskId: request.task.task_id,
        settings,
        prompt: (learnt) => withRepair(this.#prompt(request, settings, learnt), repair),
        judge: (answer, prompt) => judge(answer, prompt, request.tools, settings.maxTokens),
        details: { iteration: request.iteration, purpose: repair ? 'repair' : 'plan' },
      },
      signal,
    );
  }

  #prompt(request: PlanRequest, settings: ModelSettings, learntTokens: number | null): Prompt {
    const { endpoint, maxTokens, caps } = settings;
    const context =
      settings.contextTokens ??
      learntTokens ??
      knownModel(endpoint.model)?.contextTokens ??
      commonContextTokens;
    const price = this.#dependencies.prices.priceOf(endpoint.model);
    const cap = smallestCap(caps);
    const worstTokens =
      price.kind === 'known' && price.price.inputPerMillion > 0
        ? (cap * 1_000_000 - maxTokens * price.price.outputPerMillion) / price.price.inputPerMillion -
          formTokens
        : Number.POSITIVE_INFINITY;
    const limits = { tokens: context - maxTokens - answerShownBack, worstTokens };
    const prompt = buildPrompt(request, limits, this.#dependencies.random);
    if (prompt) return prompt;
    const tooSmall =
      buildPrompt(
        request,
        { ...limits, worstTokens: Number.POSITIVE_INFINITY },
        this.#dependencies.random,
      ) === undefined;
    throw tooSmall
      ? unavailable(
          endpoint,
          `its context of ${context} tokens is too small for the instructions and the tools`,
          'Choose another model, or set llm.contextTokens if it takes more',
        )
      : unavailable(
          endpoint,
          `a single call may cost more than the smallest budget, $${usd(cap)}`,
          'Raise it (employee config set llm.dailyBudgetUsd USD), or lower llm.maxTokens',
        );
  }
}

/** What the schema of the answer and a correction may add to the worst case. */
const formTokens = 6_000;

interface Repair {
  readonly answer: string;
  readonly problem: string;
}

function withRepair(prompt: Prompt, repair: Repair | undefined): Prompt {
  if (repair === undefined) return prompt;
  return {
    ...prompt,
    messages: [
      ...prompt.messages,
      { role: 'assistant', content: repair.answer.slice(0, answerShownBack).toWellFormed() || '(empty)' },
      {
        role: 'user',
        content: `That cannot be used: ${repair.problem.slice(0, problemShown)}\nAnswer again with the one JSON object and nothing else.`,
      },
    ],
  };
}

/** The plan of an answer; throws what its verdict means for the task or for all tasks. */
function usable({ endpoint, maxTokens }: ModelSettings, { value, prompt }: Asked<Verdict>): Plan {
  switch (value.kind) {
    case 'plan':
      return prompt.textIsCut ? asking(value.plan) : value.plan;
    case 'invalid':
      throw new InvalidPlan(
        `the answer of ${endpoint.model} cannot be used, not even after a correction: ${value.problem} (limit: ${maxTokens} tokens)`,
      );
    case 'refused':
      throw new InvalidPlan(
        `${endpoint.model} refused to answer: ${value.said.replace(/\s+/g, ' ').trim().slice(0, 300) || 'a filter stopped the answer'}`,
      );
    case 'prompt_cut':
      throw unavailable(
        endpoint,
        `it silently cut the prompt: it read ${value.counted} of about ${value.estimate} tokens`,
        'Give it more context (Ollama: OLLAMA_CONTEXT_LENGTH), or set llm.contextTokens to what it has',
      );
  }
}

/** What was planned without the whole text is decided by a person. */
function asking(plan: Plan): Plan {
  const risk = `${plan.risk_assessment} The model did not see the whole text.`.trim();
  return { ...plan, requires_approval: true, risk_assessment: risk };
}

function result({ endpoint }: ModelSettings, asked: readonly Asked<Verdict>[], plan: Plan): PlanResult {
  const sum = (of: (one: Asked<Verdict>) => number) => asked.reduce((total, one) => total + of(one), 0);
  return {
    plan,
    usage: {
      model: endpoint.model,
      promptTokens: sum(({ promptTokens }) => promptTokens),
      completionTokens: sum(({ completionTokens }) => completionTokens),
      costUsd: usd(sum(({ microUsd }) => microUsd)),
    },
  };
}
