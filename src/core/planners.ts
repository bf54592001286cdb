import { join } from 'node:path';
import type { Clock, Random } from './clock/index.ts';
import { type Caps, type CostLedger, microUsd, PriceBook } from './cost/index.ts';
import type { Files } from './files/index.ts';
import {
  type Endpoint,
  endpointOf,
  FallbackPlanner,
  LearntAbilities,
  LocalPlanner,
  ModelCaller,
  ModelPlanner,
  type ModelSettings,
  OpenAiClient,
  type Planner,
  PromptLog,
  standardBaseUrl,
} from './reasoning/index.ts';
import type { Settings } from './settings/index.ts';

export interface PlannersDependencies {
  readonly settings: Settings;
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  readonly ledger: CostLedger;
  /** Takes keys out of what endpoints say. */
  readonly redact: (text: string) => string;
  /** `.employee` of the workspace. */
  readonly internalFolder: string;
  readonly alert: (message: string) => void;
}

/** Who plans, by the settings in force at each task. */
export class Planners {
  readonly local: Planner = new LocalPlanner();
  readonly prices: PriceBook;
  readonly prompts: PromptLog;
  readonly client: OpenAiClient;
  readonly #settings: Settings;
  readonly #model: Planner;
  readonly #fallback: FallbackPlanner;

  constructor(dependencies: PlannersDependencies) {
    const { settings, files, clock, random, ledger, redact, internalFolder, alert } = dependencies;
    this.#settings = settings;
    this.prices = new PriceBook(() => settings.get('llm.prices'));
    this.prompts = new PromptLog(files, join(internalFolder, 'prompts'));
    this.client = new OpenAiClient({ clock, redact });
    const caller = new ModelCaller({
      clock,
      random,
      client: this.client,
      ledger,
      prices: this.prices,
      abilities: new LearntAbilities(files, join(internalFolder, 'models.json')),
      prompts: this.prompts,
    });
    this.#model = new ModelPlanner({
      caller,
      prices: this.prices,
      random,
      settings: () => modelSettings(settings),
    });
    this.#fallback = new FallbackPlanner({
      clock,
      model: this.#model,
      local: this.local,
      takenOver: (why) => alert(`Plans are made without the model: ${why}`),
    });
  }

  /** The planner of the next task. */
  current(): Planner {
    if (this.#settings.get('llm.provider') === 'local') return this.local;
    return this.#settings.get('llm.fallback') === 'local' ? this.#fallback : this.#model;
  }

  /** The model's name, or `local`. */
  get name(): string {
    return this.#settings.get('llm.provider') === 'local' ? 'local' : this.#settings.get('llm.model');
  }

  /** Why the local planner stands in for the model; `undefined` while it does not. */
  get standsInBecause(): string | undefined {
    return this.current() === this.#fallback ? this.#fallback.standsInBecause : undefined;
  }

  /** What kept the model away may be over. */
  retry(): void {
    this.#fallback.retry();
  }
}

/** The endpoint in force; the stored key only where it was entered for. */
export function chosenEndpoint(settings: Settings): Endpoint {
  const baseUrl = settings.get('llm.baseUrl') ?? standardBaseUrl;
  return endpointOf(baseUrl, settings.get('llm.model'), settings.secrets.get('OPENAI_API_KEY'));
}

/** The caps in force. */
export function spendingCaps(settings: Settings): Caps {
  const [task, month] = [settings.get('llm.taskBudgetUsd'), settings.get('llm.monthlyBudgetUsd')];
  return {
    task: task === null ? null : microUsd(task),
    day: microUsd(settings.get('llm.dailyBudgetUsd')),
    month: month === null ? null : microUsd(month),
  };
}

function modelSettings(settings: Settings): ModelSettings {
  return {
    endpoint: chosenEndpoint(settings),
    maxTokens: settings.get('llm.maxTokens'),
    temperature: settings.get('llm.temperature'),
    contextTokens: settings.get('llm.contextTokens'),
    timeoutMs: settings.get('llm.timeoutSeconds') * 1_000,
    cooldownMs: settings.get('llm.cooldownSeconds') * 1_000,
    caps: spendingCaps(settings),
    retry: {
      maxAttempts: settings.get('retry.maxAttempts'),
      backoffMs: settings.get('retry.backoffSeconds') * 1_000,
    },
  };
}
