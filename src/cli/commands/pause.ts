import { Command } from 'commander';
import { act, type Cli } from '../cli.ts';
import { plain } from '../output/text.ts';

export function pauseCommand(cli: Cli): Command {
  return new Command('pause')
    .description('Stop beginning tasks. What is begun is finished; dropped files are still taken.')
    .action(async () => {
      const done = await act(cli, (api) => api.call('pause', {}));
      cli.output.result(done, () => [plain(done.message)]);
    });
}
