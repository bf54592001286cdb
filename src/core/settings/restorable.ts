import { type Definition, definitions, type SettingPath, settingPaths } from './definitions.ts';
import { shown } from './problem.ts';
import { readSettingsText, settingsText } from './settings-file.ts';

/** What of an archive's `settings.json` can come back. */
export interface RestorableSettings {
  /** The file as it will be; `undefined` when the archived one is no JSON object. */
  readonly text: string | undefined;
  /** Settings of the archive that do not come back: unknown, not fitting, or for this machine and its person to decide. */
  readonly leftOut: readonly string[];
  /** What will be different, with the values as text. */
  readonly changes: readonly { readonly path: SettingPath; readonly from: string; readonly to: string }[];
}

/** What guards or protects a workspace, beside what needs trust: an archive must not loosen it. */
const guarding = ['approvals.', 'audit.', 'backup.', 'loop.', 'retry.'];

/** Whether a setting stays as it is on this machine, whatever an archive says. */
function staysHere(path: SettingPath): boolean {
  const { needsTrust }: Definition<unknown> = definitions[path];
  return needsTrust || guarding.some((prefix) => path.startsWith(prefix));
}

/**
 * Takes what fits of the archived settings. An archive may come from anywhere: where things lie, where the model is, what may
 * be spent, how long a request waits and what is kept stay as the live settings say.
 */
export function restorableSettings(archived: string, live: string): RestorableSettings {
  const file = readSettingsText(archived);
  if (file === undefined) return { text: undefined, leftOut: [], changes: [] };
  const present = readSettingsText(live)?.values ?? new Map<SettingPath, unknown>();
  const leftOut = file.problems.map(({ got }) => got.replaceAll('"', ''));
  const values = new Map<SettingPath, unknown>();
  for (const path of settingPaths) {
    const own = staysHere(path);
    const value = own ? present.get(path) : file.values.get(path);
    const { type }: Definition<unknown> = definitions[path];
    if (own && file.values.has(path) && shown(file.values.get(path)) !== shown(value)) leftOut.push(path);
    if (value === undefined) continue;
    if (own || type.schema.safeParse(value).success) values.set(path, value);
    else leftOut.push(path);
  }
  const changes = settingPaths
    .filter((path) => shown(values.get(path)) !== shown(present.get(path)))
    .map((path) => ({ path, from: told(path, present), to: told(path, values) }));
  return { text: settingsText(values), leftOut, changes };
}

function told(path: SettingPath, values: ReadonlyMap<SettingPath, unknown>): string {
  return values.has(path) ? shown(values.get(path)) : `the default (${shown(definitions[path].standard)})`;
}
