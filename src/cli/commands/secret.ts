import { Command } from 'commander';
import type { SecretSummary } from '../../shared/api.ts';
import { act, type Cli } from '../cli.ts';
import { table } from '../output/table.ts';
import { plain } from '../output/text.ts';
import { usageError } from '../usage.ts';

export function secretCommand(cli: Cli): Command {
  const command = new Command('secret').description('Keys and passwords. Their values are never shown.');
  command
    .command('set')
    .description('Keep a secret; its value is typed unseen, or read from standard input.')
    .argument('<name>', 'such as OPENAI_API_KEY')
    .action(async (name: string) => {
      const value = await typedValue(cli, name);
      const done = await act(cli, (api) => api.call('secret.set', { name, value }));
      cli.output.result(done, () => [plain(done.message)]);
    });
  command
    .command('list')
    .description('Which secrets are known, and from where.')
    .action(async () => {
      const secrets = await act(cli, (api) => api.call('secret.list', {}));
      cli.output.result(secrets, () => secretLines(secrets, cli.output.width));
    });
  command
    .command('delete')
    .description('Forget a kept secret.')
    .argument('<name>')
    .action(async (name: string) => {
      const done = await act(cli, (api) => api.call('secret.delete', { name }));
      cli.output.result(done, () => [plain(done.message)]);
    });
  return command;
}

async function typedValue(cli: Cli, name: string): Promise<string> {
  const { terminal } = cli;
  const text = terminal.inputIsTerminal
    ? await terminal.askHidden(`Value of ${plain(name)}: `, terminal.readerLeft)
    : await terminal.readInput();
  const value = text.replace(/\r?\n$/, '').trim();
  if (value === '')
    throw usageError('secret set', 'no value was given', 'Type it when asked, or pipe it into the command');
  return value;
}

const protections = {
  encrypted: "encrypted by the system's keychain",
  file: 'readable by whoever reads your files',
};

function secretLines(secrets: readonly SecretSummary[], width: number): readonly string[] {
  if (secrets.length === 0) return ['No secret is known.'];
  const rows = secrets.map(({ name, source, protection }) => [
    plain(name),
    source,
    protection === null ? '' : protections[protection],
  ]);
  return table([{ title: 'NAME' }, { title: 'FROM' }, { title: 'KEPT', shrinksTo: 12 }], rows, width);
}
