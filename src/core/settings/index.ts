/**
 * Settings: one table of what can be set, where it may come from, and what it means. Precedence: environment,
 * `.env` of a trusted workspace, `.employee/settings.json`, default (CONTRACT §6).
 */
export { definitions, isSettingPath, type SettingPath, type SettingValue } from './definitions.ts';
export type { SettingProblem, SettingSource } from './problem.ts';
export { type RestorableSettings, restorableSettings } from './restorable.ts';
export { type SecretName, secretNames } from './secrets.ts';
export { type SettingEntry, Settings } from './settings.ts';
