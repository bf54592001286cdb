import { Command } from 'commander';
import { type Cli, look } from '../cli.ts';
import { ExitWith } from '../exit-with.ts';
import { healthLines, prometheusLines } from '../output/health-view.ts';
import { usageError } from '../usage.ts';

export function healthCommand(cli: Cli): Command {
  return new Command('health')
    .description('The health report. Exit 1 unless HEALTHY.')
    .option('--detailed', 'with the figures behind each check')
    .option('--prometheus', "in Prometheus' text format")
    .action(async (options: { detailed?: boolean; prometheus?: boolean }) => {
      if (options.prometheus && cli.globals.json)
        throw usageError('health', '--json and --prometheus are two forms of one report', 'Give one of them');
      const health = await look(cli, (api) => api.call('health', {}));
      cli.output.result(health, () =>
        options.prometheus
          ? prometheusLines(health)
          : healthLines(health, cli.output, options.detailed ?? false),
      );
      if (health.overall_status !== 'HEALTHY') throw new ExitWith(1);
    });
}
