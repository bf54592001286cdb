import type { Command, CommanderError } from 'commander';
import { EmployeeError } from '../shared/errors.ts';
import type { Output } from './output/output.ts';

/** Thrown when help was shown: the line is done. */
export class HelpShown extends Error {}

/** Makes a command of commander speak as the contract says: errors of usage in our form, help on our output. */
export function speakOurWay(command: Command, output: Output): void {
  command
    .exitOverride((error) => {
      throw translate(command, error);
    })
    .configureOutput({
      writeOut: (text) => output.result({ help: text }, () => [text.trimEnd()]),
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(output.width, 100),
      getOutHasColors: () => false,
    })
    .helpOption('--help', 'show this help')
    .helpCommand(false)
    .allowExcessArguments(false);
  for (const subcommand of command.commands) speakOurWay(subcommand, output);
}

/** The words that lead to a command, without the program's: `tasks show`. */
function fullName(command: Command): string {
  const names: string[] = [];
  for (let current = command; current.parent; current = current.parent) names.unshift(current.name());
  return names.join(' ');
}

/** `usage`: the command line cannot be understood. */
export function usageError(what: string, why: string, hint: string): EmployeeError {
  return new EmployeeError('usage', { what, why, hint });
}

function translate(command: Command, error: CommanderError): Error {
  if (error.code === 'commander.helpDisplayed') return new HelpShown();
  const name = fullName(command);
  const hint = `Run "employee ${name} --help"`;
  if (error.code === 'commander.help') {
    const names = command.commands.map((subcommand) => subcommand.name()).join(', ');
    return usageError(name, `it needs one of: ${names}`, hint);
  }
  const [why = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const meant = suggestion?.match(/^\(Did you mean (.+)\?\)$/)?.[1];
  return usageError(name, why.trim().replace(/\.$/, ''), meant ? `Did you mean "${meant}"? ${hint}` : hint);
}
