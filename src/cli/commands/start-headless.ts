import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { runEmployee } from '../run-employee.ts';

export function startHeadlessCommand(cli: Cli): Command {
  return new Command('start-headless')
    .description('Run in this terminal, check itself once, show a live status line.')
    .action(() => runEmployee(cli, { drain: false, validate: true, takeOver: false, live: true }));
}
