/**
 * Actions: calls of tools, each journaled before it leaves and made at most once.
 */
export { ActionRunner } from './action-runner.ts';
export { EffectJournal, type JournaledWork, journalLines, readJournal } from './effect-journal.ts';
export type { CallOptions, CallResult, Tool, ToolServer } from './tool-server.ts';
