import { LocalPlanner, type Planner, PlannerUnavailable } from './reasoning/index.ts';
import type { Settings } from './settings/index.ts';

const askAgainMs = 30_000;

/** Chooses who plans by the settings in force. */
export class Planners {
  readonly local: Planner = new LocalPlanner();
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** The planner of the next task. Planning by a model is refused, never faked: this version has the local planner only. */
  current(): Planner {
    const model = this.#settings.get('llm.model');
    if (this.#settings.get('llm.provider') === 'local' || this.#settings.get('llm.fallback') === 'local')
      return this.local;
    return { model, plan: () => Promise.reject(modelsNotAvailable(model)) };
  }
}

function modelsNotAvailable(model: string): PlannerUnavailable {
  return new PlannerUnavailable({
    what: `cannot plan with ${model}`,
    why: 'planning with a model is not part of this version yet',
    hint: 'Set LLM_PROVIDER=local, or: employee config set llm.provider local',
    retryAfterMs: askAgainMs,
  });
}
