/**
 * Actions: calls of tools, each journaled before it leaves and made at most once.
 */
export {
  ActionRunner,
  type ActionRunnerDependencies,
  type RunResult,
} from './action-runner.ts';
export { EffectJournal, type JournaledWork } from './effect-journal.ts';
export type { CallOptions, CallResult, Tool, ToolServer } from './tool-server.ts';
