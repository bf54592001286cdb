import { Command } from 'commander';
import type { Setting } from '../../shared/api.ts';
import { act, type Cli, inspect } from '../cli.ts';
import { table } from '../output/table.ts';
import { exactJson, plain } from '../output/text.ts';

export function configCommand(cli: Cli): Command {
  const command = new Command('config').description('Settings. Secrets are never shown.');
  command
    .command('list')
    .description('Every setting, its value and where it comes from.')
    .action(async () => {
      const settings = await inspect(cli, (api) => api.call('config.list', {}));
      cli.output.result(settings, () => settingLines(settings, cli.output.width));
    });
  command
    .command('get')
    .description('The value of one setting.')
    .argument('<key>')
    .action(async (key: string) => {
      const setting = await inspect(cli, (api) => api.call('config.get', { key }));
      cli.output.result(setting, () => [valueText(setting.value)]);
    });
  command
    .command('set')
    .description('Change one setting.')
    .argument('<key>')
    .argument('<value>')
    .action(async (key: string, value: string) => {
      const setting = await act(cli, (api) => api.call('config.set', { key, value }));
      cli.output.result(setting, () => [nowText(setting)]);
    });
  command
    .command('unset')
    .description('Put the default of one setting back.')
    .argument('<key>')
    .action(async (key: string) => {
      const setting = await act(cli, (api) => api.call('config.set', { key, value: null }));
      cli.output.result(setting, () => [nowText(setting)]);
    });
  return command;
}

/** What is in force now; a variable goes before what was stored. */
function nowText({ key, value, source }: Setting): string {
  const overruled = source === 'environment' || source === '.env';
  return overruled
    ? `${plain(key)} is stored, but stays ${valueText(value)}: the ${source === '.env' ? '.env file' : 'environment'} sets it, and goes before it`
    : `${plain(key)} is now ${valueText(value)}`;
}

function settingLines(settings: readonly Setting[], width: number): readonly string[] {
  const rows = settings.map((setting) => [
    plain(setting.key),
    valueText(setting.value),
    plain(setting.source),
    plain(setting.description),
  ]);
  const columns = [
    { title: 'KEY' },
    { title: 'VALUE', shrinksTo: 12 },
    { title: 'FROM' },
    { title: 'WHAT IT DOES', shrinksTo: 12 },
  ];
  return table(columns, rows, width);
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? plain(value) : exactJson(value ?? null);
}
