import { Command } from 'commander';
import { act, type Cli } from '../cli.ts';
import { ExitWith } from '../exit-with.ts';
import { table } from '../output/table.ts';
import { plain } from '../output/text.ts';

export function modelCommand(cli: Cli): Command {
  const command = new Command('model').description('The model that plans. Looking at it costs nothing.');
  command
    .command('test')
    .description('Whether the endpoint answers and has the model; exit 1 when it does not answer.')
    .option('--base-url <url>', 'another endpoint than the one in force; it is not shown the key')
    .action(async (options: { baseUrl?: string }) => {
      const probe = await act(cli, (api) => api.call('model.test', { base_url: options.baseUrl }));
      cli.output.result(probe, () => [
        plain(probe.message),
        ...probe.models.map((name) => `  ${plain(name)}`),
      ]);
      if (!probe.reachable) throw new ExitWith(1);
    });
  command
    .command('presets')
    .description('Endpoints that can be chosen, and which of this machine run now.')
    .action(async () => {
      const presets = await act(cli, (api) => api.call('model.presets', {}));
      const columns = [
        { title: 'NAME' },
        { title: 'BASE URL' },
        { title: 'STATE' },
        { title: 'MODELS', shrinksTo: 10 },
      ];
      const rows = presets.map(({ name, base_url: baseUrl, needs_key: needsKey, running, models }) => [
        name,
        baseUrl,
        running ? 'runs here' : needsKey ? 'needs a key' : 'does not run here',
        models.map(plain).join(', '),
      ]);
      cli.output.result(presets, () => table(columns, rows, cli.output.width));
    });
  return command;
}
