import { Command } from 'commander';
import { act, type Cli } from '../cli.ts';
import { wholeNumber } from '../numbers.ts';
import { activityLines } from '../output/activity-view.ts';

export function activityCommand(cli: Cli): Command {
  return new Command('activity')
    .description('What was done in each hour, and what today cost.')
    .option('--hours <n>', 'how many of the last hours', wholeNumber(1, 168), 24)
    .action(async (options: { hours: number }) => {
      const activity = await act(cli, (api) => api.call('activity', options));
      cli.output.result(activity, () => activityLines(activity, cli.output));
    });
}
