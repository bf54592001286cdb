/** Where a value came from; the first that names a setting wins. */
export type SettingSource = 'environment' | '.env' | 'file' | 'default';

/** A value that was not used, for health and `config list`; the employee works on without it. */
export interface SettingProblem {
  /** The environment variable, or the path in `settings.json`. */
  readonly variable: string;
  readonly source: Exclude<SettingSource, 'default'>;
  readonly expected: string;
  readonly got: string;
  /** What counts instead, as text; `undefined` where it counts as not set. */
  readonly usedDefault: string | undefined;
}

const shownLength = 80;

/** A value as shown to people: short, and never more than one line. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= shownLength ? text : `${text.slice(0, shownLength)}…`;
}
