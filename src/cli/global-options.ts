import { EmployeeError } from '../shared/errors.ts';

/** Options that every command takes, anywhere on the line (CONTRACT §5). */
export interface GlobalOptions {
  readonly workspace: string | undefined;
  /** One JSON document on stdout, everything else on stderr. */
  readonly json: boolean;
  /** Answers every question with yes. */
  readonly yes: boolean;
  readonly color: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** A command line taken apart. */
export interface ParsedLine {
  readonly globals: GlobalOptions;
  /** The line without the global options. */
  readonly rest: readonly string[];
}

const flags = {
  '--json': 'json',
  '--yes': 'yes',
  '-y': 'yes',
  '--no-color': 'noColor',
  '--help': 'help',
  '-h': 'help',
  '--version': 'version',
  '-V': 'version',
} as const satisfies Record<string, string>;

/** Takes the global options out of a command line; what follows `--` is left alone. Throws `usage`. */
export function parseGlobalOptions(line: readonly string[]): ParsedLine {
  const given = new Set<(typeof flags)[keyof typeof flags]>();
  const rest: string[] = [];
  let workspace: string | undefined;
  for (let index = 0; index < line.length; index += 1) {
    const word = line[index] ?? '';
    if (word === '--') {
      rest.push(...line.slice(index));
      break;
    }
    if (word === '--workspace') {
      index += 1;
      workspace = folderOf(line[index]);
    } else if (word.startsWith('--workspace=')) workspace = folderOf(word.slice('--workspace='.length));
    else if (isFlag(word)) given.add(flags[word]);
    else rest.push(word);
  }
  const globals = {
    workspace,
    json: given.has('json'),
    yes: given.has('yes'),
    color: !given.has('noColor'),
    help: given.has('help'),
    version: given.has('version'),
  };
  return { globals, rest };
}

/** Whether JSON was asked for, of a line that may not parse. */
export function wantsJson(line: readonly string[]): boolean {
  const end = line.indexOf('--');
  return (end === -1 ? line : line.slice(0, end)).includes('--json');
}

function isFlag(word: string): word is keyof typeof flags {
  return Object.hasOwn(flags, word);
}

function folderOf(value: string | undefined): string {
  if (value !== undefined && value !== '' && !value.startsWith('--')) return value;
  throw new EmployeeError('usage', {
    what: 'cannot understand the command',
    why: '--workspace needs a folder',
    hint: 'Write --workspace DIR',
  });
}
