import { Command } from 'commander';
import { type Cli, look } from '../cli.ts';
import { statusLines } from '../output/status-view.ts';

export function statusCommand(cli: Cli): Command {
  return new Command('status').description('Services, queue, cost today, last backup.').action(async () => {
    const status = await look(cli, (api) => api.call('status', {}));
    cli.output.result(status, () => statusLines(status, cli.output));
  });
}
