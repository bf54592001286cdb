import { dirname } from 'node:path';
import { EmployeeError } from '../../shared/errors.ts';
import type { Closable, Files } from '../files/index.ts';
import { parseDotenv } from './decode.ts';
import {
  type Definition,
  definitions,
  isSettingPath,
  type SettingPath,
  type SettingValue,
  settingPaths,
} from './definitions.ts';
import { type SettingProblem, type SettingSource, shown } from './problem.ts';
import { type ResolvedSetting, resolveSettings, withDerived } from './resolve.ts';
import { isSecretName, type SecretName, Secrets } from './secrets.ts';
import { changedSettingsFile, readSettingsFile } from './settings-file.ts';

export interface SettingsOptions {
  readonly files: Files;
  /** `.employee/settings.json`. */
  readonly settingsFile: string;
  /** `.env` of the workspace; read only when it is trusted. */
  readonly dotenvFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly trusted: boolean;
}

/** Secrets that a person entered; values that cannot be read here are `undefined`. */
export interface EnteredSecrets {
  find(name: SecretName, origin: string): { readonly value: string | undefined } | undefined;
}

/** A setting as it is shown to a person. */
export interface SettingEntry {
  readonly path: SettingPath;
  readonly value: unknown;
  readonly source: SettingSource;
  readonly description: string;
  readonly environment: readonly string[];
}

/** The settings in force. Invalid and unknown ones become `problems`, never a crash. */
export class Settings {
  readonly #options: SettingsOptions;
  readonly #listeners = new Set<(changed: readonly SettingPath[]) => void>();
  #state: State;
  #entered: EnteredSecrets | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(options: SettingsOptions) {
    this.#options = options;
    this.#state = load(options, undefined);
  }

  /** Throws `io` only when a file is there and the system refuses to read it. */
  static open(options: SettingsOptions): Settings {
    return new Settings(options);
  }

  get problems(): readonly SettingProblem[] {
    return this.#state.problems;
  }

  get secrets(): Secrets {
    return this.#state.secrets;
  }

  get<P extends SettingPath>(path: P): SettingValue<P> {
    // Checked against the schema of this very path when it was loaded.
    return this.#state.values.get(path)?.value as SettingValue<P>;
  }

  list(): SettingEntry[] {
    return settingPaths.map((path) => this.#entry(path));
  }

  /**
   * Stores a setting, durably; text is read as from the environment, `null` puts the default back. The entry says what
   * is in force now, which is not `value` while the environment or `.env` names the setting.
   * Throws `invalid_input` for an unknown path, a secret, or a value that does not fit.
   */
  set(path: string, value: unknown): Promise<SettingEntry> {
    const change = this.#writing.then(() => this.#set(path, value));
    this.#writing = change.catch(() => undefined);
    return change;
  }

  /** Takes secrets from a store too, after those of the environment and of `.env`. */
  takeSecrets(entered: EnteredSecrets): void {
    this.#entered = entered;
    this.reload();
  }

  /** The origin that the model's key is sent to. */
  get modelOrigin(): string {
    return modelOrigin(this.get('llm.baseUrl'));
  }

  /** Reads the files again and tells the listeners what changed. */
  reload(): readonly SettingPath[] {
    const former = this.#state.values;
    this.#state = load(this.#options, this.#entered);
    const changed = settingPaths.filter((path) => text(former, path) !== text(this.#state.values, path));
    if (changed.length > 0) for (const listener of this.#listeners) listener(changed);
    return changed;
  }

  /** Calls `listener` with the settings whose value has changed. */
  onChange(listener: (changed: readonly SettingPath[]) => void): Closable {
    this.#listeners.add(listener);
    return { close: () => void this.#listeners.delete(listener) };
  }

  async #set(path: string, value: unknown): Promise<SettingEntry> {
    if (!isSettingPath(path)) throw notASetting(path);
    const { files, settingsFile } = this.#options;
    const stored = value === null ? undefined : checked(path, value);
    const content = changedSettingsFile(files, settingsFile, path, stored);
    await files.ensureFolder(dirname(settingsFile));
    await files.write(settingsFile, content);
    this.reload();
    return this.#entry(path);
  }

  #entry(path: SettingPath): SettingEntry {
    const { description, environment } = definitions[path];
    const { value, source } = this.#state.values.get(path) ?? { value: null, source: 'default' };
    return { path, value, source, description, environment };
  }
}

interface State {
  readonly values: ReadonlyMap<SettingPath, ResolvedSetting>;
  readonly problems: readonly SettingProblem[];
  readonly secrets: Secrets;
}

function load(
  { files, settingsFile, dotenvFile, environment, trusted }: SettingsOptions,
  entered: EnteredSecrets | undefined,
): State {
  const bytes =
    trusted && files.stat(dotenvFile)?.kind === 'file' ? files.read(dotenvFile, 1_000_000) : undefined;
  const dotenv = bytes ? parseDotenv(bytes) : {};
  const file = readSettingsFile(files, settingsFile);
  const { values, problems } = resolveSettings({ environment, dotenv, file: file.values, trusted });
  const origin = modelOrigin(values.get('llm.baseUrl')?.value);
  const secrets = new Secrets(environment, dotenv, (name) => entered?.find(name, origin)?.value);
  // A key that cannot be read here is one all the same: tasks wait for it, and are not planned by another.
  const hasModelKey =
    secrets.get('OPENAI_API_KEY') !== undefined || entered?.find('OPENAI_API_KEY', origin) !== undefined;
  return {
    values: withDerived(values, hasModelKey),
    problems: [...file.problems, ...problems, ...secrets.problems],
    secrets,
  };
}

const standardModelOrigin = 'https://api.openai.com';

function modelOrigin(baseUrl: unknown): string {
  return typeof baseUrl === 'string' ? new URL(baseUrl).origin : standardModelOrigin;
}

function checked(path: SettingPath, value: unknown): unknown {
  const { type }: Definition<unknown> = definitions[path];
  const candidate = typeof value === 'string' ? type.fromText(value.trim()) : value;
  const parsed = type.schema.safeParse(candidate);
  if (parsed.success) return parsed.data;
  throw new EmployeeError('invalid_input', {
    what: `cannot set ${path}`,
    why: `expected ${type.expected}, got ${shown(value)}`,
    hint: 'Nothing was changed; see "employee config list" for what each setting means',
  });
}

function notASetting(path: string): EmployeeError {
  const what = `cannot set ${path}`;
  if (isSecretName(path.toUpperCase())) {
    const hint = `Use "employee secret set ${path.toUpperCase()}", or set it in the environment`;
    return new EmployeeError('invalid_input', { what, why: 'secrets are not kept in the settings', hint });
  }
  const known = settingPaths.find((name) =>
    definitions[name].environment.some((variable) => variable === path),
  );
  return new EmployeeError('invalid_input', {
    what,
    why: 'there is no such setting',
    hint: known ? `In the settings it is called ${known}` : 'See "employee config list" for all of them',
  });
}

function text(values: ReadonlyMap<SettingPath, ResolvedSetting>, path: SettingPath): string {
  return JSON.stringify(values.get(path)?.value);
}
