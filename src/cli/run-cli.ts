import { Command } from 'commander';
import type { Clock } from '../core/clock/index.ts';
import { version } from '../core/version.ts';
import { describeError, EmployeeError, exitCodes } from '../shared/errors.ts';
import type { Cli } from './cli.ts';
import { ExitWith } from './exit-with.ts';
import { type GlobalOptions, parseGlobalOptions, wantsJson } from './global-options.ts';
import { helpLines } from './help.ts';
import { notAvailableError, unavailableCommand } from './not-available.ts';
import { Output } from './output/output.ts';
import { type CommandEntry, commandEntries, internalEntries } from './registry.ts';
import type { Terminal } from './terminal.ts';
import { HelpShown, speakOurWay, usageError } from './usage.ts';
import type { Workspace } from './workspace.ts';

export interface CliDependencies {
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** Finds the workspace of a line; `folder` is what `--workspace` named. */
  readonly openWorkspace: (folder: string | undefined) => Promise<Workspace>;
}

/** Runs one command line and tells its exit code (CONTRACT §5). Never throws. */
export async function runCli(line: readonly string[], dependencies: CliDependencies): Promise<number> {
  const { terminal, clock } = dependencies;
  let output = new Output(terminal, { json: wantsJson(line), color: !line.includes('--no-color') });
  try {
    const { globals, rest } = parseGlobalOptions(line);
    output = new Output(terminal, globals);
    if (globals.version) {
      output.result({ version }, () => [version]);
      return 0;
    }
    await dispatch(rest, {
      globals,
      output,
      terminal,
      clock,
      workspace: (folder) => dependencies.openWorkspace(folder ?? globals.workspace),
    });
    return 0;
  } catch (error) {
    return finish(error, output, terminal);
  }
}

async function dispatch(rest: readonly string[], cli: Cli): Promise<void> {
  const name = rest[0];
  if (name === undefined || name === 'help') {
    if (name === undefined && !cli.globals.help)
      throw usageError('cannot understand the command', 'it names no command', 'Run "employee --help"');
    cli.output.result({ help: helpLines().join('\n') }, helpLines);
    return;
  }
  const entry = findEntry(name);
  const unavailable = unavailableCommand(rest, entry !== undefined);
  if (unavailable !== undefined) throw notAvailableError(unavailable);
  if (!entry) throw unknownCommand(name);
  const command = (await entry.load())(cli);
  const program = new Command('employee').addCommand(command.name(name));
  speakOurWay(program, cli.output);
  await program.parseAsync(withHelp(rest, cli.globals), { from: 'user' });
}

function withHelp(rest: readonly string[], globals: GlobalOptions): readonly string[] {
  if (!globals.help) return rest;
  const end = rest.indexOf('--');
  return [...rest.slice(0, end === -1 ? undefined : end), '--help'];
}

function findEntry(name: string): CommandEntry | undefined {
  if (Object.hasOwn(commandEntries, name)) return commandEntries[name];
  return Object.hasOwn(internalEntries, name) ? internalEntries[name] : undefined;
}

function unknownCommand(name: string): EmployeeError {
  const isOption = name.startsWith('-');
  return usageError(
    'cannot understand the command',
    isOption ? `unknown option ${name}` : `there is no command ${JSON.stringify(name)}`,
    'Run "employee --help" to see them all',
  );
}

function finish(error: unknown, output: Output, terminal: Terminal): number {
  if (error instanceof HelpShown) return 0;
  if (error instanceof ExitWith) return error.exitCode;
  if (terminal.environment.DEBUG && error instanceof Error) output.note(error.stack ?? error.message);
  const known = error instanceof EmployeeError ? error : unforeseen(error);
  output.error(known);
  return exitCodes[known.code];
}

function unforeseen(error: unknown): EmployeeError {
  return new EmployeeError('failed', {
    what: 'something went wrong',
    why: describeError(error),
    hint: 'Run it again with DEBUG=1 to see where, and report it',
  });
}
