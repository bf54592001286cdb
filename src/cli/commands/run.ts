import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { runEmployee } from '../run-employee.ts';

interface RunOptions {
  readonly drain?: boolean;
  readonly validate?: boolean;
  readonly takeOver?: boolean;
}

export function runCommand(cli: Cli): Command {
  return new Command('run')
    .description('The employee, in the foreground. Ctrl-C stops it gracefully, a second one at once.')
    .option('--drain', 'work through everything waiting, then end')
    .option('--validate', 'check itself with a test file after the start')
    .option('--take-over', 'from an owner of the workspace that is alive but silent')
    .action((options: RunOptions) =>
      runEmployee(cli, {
        drain: options.drain ?? false,
        validate: options.validate ?? false,
        takeOver: options.takeOver ?? false,
        live: false,
      }),
    );
}
