/** The steps that finish a task of a kind. */
export { checklistFor } from './checklist.ts';
/** Who plans while the model cannot be had. */
export { FallbackPlanner } from './fallback-planner.ts';
/** The planner that needs no key and no network. */
export { LocalPlanner } from './local-planner.ts';
/** Planning with a model behind an OpenAI-compatible endpoint. */
export { LearntAbilities } from './model/abilities.ts';

export { type Endpoint, endpointOf, standardBaseUrl } from './model/endpoint.ts';
export { ModelCaller } from './model/model-caller.ts';
export { ModelPlanner } from './model/model-planner.ts';
export type { ModelSettings } from './model/model-settings.ts';
export { OpenAiClient } from './model/openai-client.ts';
export { lookAtPresets, probeModel } from './model/probe.ts';
export { PromptLog } from './model/prompt-log.ts';
/** The port every planner fills, and how it fails. */
export {
  checkPlan,
  InvalidPlan,
  type Planner,
  PlannerUnavailable,
  type PlanRequest,
  type PlanResult,
  type PlanUsage,
  type ToolDescription,
  type ToolResult,
} from './planner.ts';
/** The person's own notes on how work is done. */
export { parseSkill, type Skill, triggersOf } from './skills.ts';
