import { type Definition, definitions, type SettingPath, settingPaths } from './definitions.ts';
import { type SettingProblem, type SettingSource, shown } from './problem.ts';

/** A value that passed its schema, and where it came from. */
export interface ResolvedSetting {
  readonly value: unknown;
  readonly source: SettingSource;
}

/** Everything a value may come from. */
export interface SettingSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly dotenv: Readonly<Record<string, string | undefined>>;
  readonly file: ReadonlyMap<SettingPath, unknown>;
  readonly trusted: boolean;
}

/** All values, and what was wrong with those not taken. */
export interface ResolvedSettings {
  readonly values: ReadonlyMap<SettingPath, ResolvedSetting>;
  readonly problems: readonly SettingProblem[];
}

/** Every setting's value. The first source that names a setting decides; if what it says is invalid, the default counts. */
export function resolveSettings(sources: SettingSources): ResolvedSettings {
  const values = new Map<SettingPath, ResolvedSetting>();
  const problems: SettingProblem[] = [];
  for (const path of settingPaths) {
    const definition: Definition<unknown> = definitions[path];
    const found = find(path, definition, sources);
    if (!found) {
      values.set(path, { value: definition.standard, source: 'default' });
      continue;
    }
    const parsed = definition.type.schema.safeParse(found.value);
    const barred = found.source === 'file' && definition.needsTrust && !sources.trusted;
    if (parsed.success && !barred) {
      values.set(path, { value: parsed.data, source: found.source });
      continue;
    }
    values.set(path, { value: definition.standard, source: 'default' });
    problems.push({
      variable: found.variable,
      source: found.source,
      expected: barred
        ? 'a trusted workspace: run "employee init" in it if it is yours'
        : definition.type.expected,
      got: shown(found.text),
      usedDefault: definition.standard === null ? undefined : shown(definition.standard),
    });
  }
  return { values, problems };
}

interface Found {
  readonly variable: string;
  readonly source: Exclude<SettingSource, 'default'>;
  readonly text: unknown;
  readonly value: unknown;
}

function find(
  path: SettingPath,
  definition: Definition<unknown>,
  sources: SettingSources,
): Found | undefined {
  for (const source of ['environment', '.env'] as const) {
    const variables = source === 'environment' ? sources.environment : sources.dotenv;
    for (const variable of definition.environment) {
      const text = variables[variable]?.trim();
      // An empty variable is how shells and sample files say "not set".
      if (text) return { variable, source, text, value: definition.type.fromText(text) };
    }
  }
  const value = sources.file.get(path);
  return value === undefined || value === null
    ? undefined
    : { variable: path, source: 'file', text: value, value };
}

/** The settings with the defaults that depend on others, and on whether there is a key of a model. */
export function withDerived(
  resolved: ReadonlyMap<SettingPath, ResolvedSetting>,
  hasModelKey: boolean,
): ReadonlyMap<SettingPath, ResolvedSetting> {
  const values = new Map(resolved);
  const standard = (path: SettingPath, value: unknown) => {
    if (values.get(path)?.value === null) values.set(path, { value, source: 'default' });
  };
  const hasEndpoint = hasModelKey || values.get('llm.baseUrl')?.value !== null;
  standard('llm.provider', hasEndpoint ? 'openai' : 'local');
  const reminderHours = Number(values.get('approvals.reminderHours')?.value);
  standard('approvals.alertHours', reminderHours * 2);
  standard('approvals.expiryHours', reminderHours * 3);
  return values;
}
