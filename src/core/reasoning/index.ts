/** The steps that finish a task of a kind. */
export { checklistFor } from './checklist.ts';
/** The planner that needs no key and no network. */
export { LocalPlanner } from './local-planner.ts';
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
