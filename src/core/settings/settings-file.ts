import { z } from 'zod';
import { EmployeeError } from '../../shared/errors.ts';
import { parseJson } from '../../shared/json.ts';
import type { Files } from '../files/index.ts';
import { decodeText } from './decode.ts';
import { definitions, isSettingPath, type SettingPath } from './definitions.ts';
import { type SettingProblem, shown } from './problem.ts';

const objectSchema = z.record(z.string(), z.unknown());
type Tree = z.infer<typeof objectSchema>;

const maxBytes = 1_000_000;

/** What `.employee/settings.json` says. */
export interface SettingsFileContent {
  /** Values as they stand in the file, not yet checked. */
  readonly values: ReadonlyMap<SettingPath, unknown>;
  readonly problems: readonly SettingProblem[];
}

/** What `settings.json` holds; a broken or missing file holds nothing. */
export function readSettingsFile(files: Files, path: string): SettingsFileContent {
  return contentOf(readTree(files, path));
}

/** What the text of such a file holds; `undefined` when it is no JSON object. */
export function readSettingsText(text: string): SettingsFileContent | undefined {
  const tree = objectSchema.safeParse(parseJson(text)).data;
  return tree && contentOf(tree);
}

/** The text of a file that holds these values. */
export function settingsText(values: ReadonlyMap<SettingPath, unknown>): string {
  let tree: Tree = {};
  for (const [path, value] of values) tree = withValue(tree, path.split('.'), value);
  return `${JSON.stringify(tree, null, 2)}\n`;
}

function contentOf(tree: Tree | 'broken'): SettingsFileContent {
  const values = new Map<SettingPath, unknown>();
  const problems: SettingProblem[] = [];
  const problem = (variable: string, expected: string, got: string) =>
    problems.push({ variable, source: 'file', expected, got, usedDefault: undefined });
  if (tree === 'broken')
    problem('settings.json', 'a JSON object', 'something else; every setting has its default');
  else visit(tree, '');
  return { values, problems };

  function visit(branch: Tree, prefix: string): void {
    for (const [name, value] of Object.entries(branch)) {
      const at = `${prefix}${name}`;
      const inner = objectSchema.safeParse(value);
      if (isSettingPath(at)) values.set(at, value);
      else if (inner.success && isBranch(at)) visit(inner.data, `${at}.`);
      // The name, not the value: it may be a key that a person put here by mistake.
      else problem(at, 'a known setting', shown(at));
    }
  }
}

/** The file's text with one setting changed, or removed (`undefined`); everything else stays. Throws `invalid_input` when the file is broken. */
export function changedSettingsFile(
  files: Files,
  path: string,
  setting: SettingPath,
  value: unknown,
): string {
  const tree = readTree(files, path);
  if (tree === 'broken') {
    throw new EmployeeError('invalid_input', {
      what: `cannot change ${path}`,
      why: 'it does not hold a JSON object',
      hint: 'Repair it, or remove it to start from the defaults',
    });
  }
  return `${JSON.stringify(withValue(tree, setting.split('.'), value), null, 2)}\n`;
}

function withValue(tree: Tree, [name = '', ...rest]: readonly string[], value: unknown): Tree {
  const { [name]: former, ...others } = tree;
  if (rest.length === 0) return value === undefined ? others : { ...tree, [name]: value };
  const inner = withValue(objectSchema.safeParse(former).data ?? {}, rest, value);
  return Object.keys(inner).length === 0 ? others : { ...tree, [name]: inner };
}

function readTree(files: Files, path: string): Tree | 'broken' {
  const bytes = files.read(path, maxBytes);
  if (bytes === undefined) return {};
  try {
    return objectSchema.safeParse(JSON.parse(decodeText(bytes))).data ?? 'broken';
  } catch {
    return 'broken';
  }
}

function isBranch(prefix: string): boolean {
  return Object.keys(definitions).some((path) => path.startsWith(`${prefix}.`));
}
