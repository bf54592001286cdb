import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { tailLog } from '../../core/logging/index.ts';
import type { Cli } from '../cli.ts';
import { missing } from '../cli.ts';
import { followLines, untilInterrupted } from '../follow.ts';
import { wholeNumber } from '../numbers.ts';
import { plain } from '../output/text.ts';
import { usageError } from '../usage.ts';

interface LogsOptions {
  readonly errors?: boolean;
  readonly lines: number;
  readonly follow?: boolean;
}

export function logsCommand(cli: Cli): Command {
  return new Command('logs')
    .description('The service logs, read from their files.')
    .addArgument(new Argument('<service>', 'whose').choices(['orchestrator', 'watcher']))
    .option('--errors', 'only the error log')
    .option('-n, --lines <n>', 'how many of the last lines', wholeNumber(1, 100_000), 50)
    .option('-f, --follow', 'go on with new lines until Ctrl-C')
    .action(async (service: string, options: LogsOptions) => {
      if (options.follow && cli.globals.json)
        throw usageError('logs', '--follow has no end, --json is one document', 'Give one of them');
      const workspace = await cli.workspace();
      if (!workspace.exists()) throw missing(workspace.root);
      const path = join(workspace.logsFolder(), `${service}_service${options.errors ? '_error' : ''}.log`);
      const { lines, position } = tailLog(path, options.lines);
      cli.output.result({ service, path, lines }, () => lines.map(plain));
      if (!options.follow) return;
      await untilInterrupted(cli.terminal, (signal) =>
        followLines(path, signal, (line) => cli.output.line(plain(line)), position),
      );
    });
}
