import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { exitCodes } from '../../shared/errors.ts';
import { act, type Cli, inspect, missing } from '../cli.ts';
import { ExitWith } from '../exit-with.ts';
import { followAudit } from '../follow-audit.ts';
import { wholeNumber } from '../numbers.ts';
import { auditLine, verificationLines } from '../output/audit-view.ts';
import { plain } from '../output/text.ts';
import { usageError } from '../usage.ts';

const formats = ['jsonl', 'csv'] as const;

interface QueryOptions {
  readonly task?: string;
  readonly action?: string;
  readonly since?: string;
  readonly until?: string;
  readonly text?: string;
  readonly limit: number;
}

interface ExportCommandOptions {
  readonly format: (typeof formats)[number];
  readonly output?: string;
  readonly since?: string;
  readonly until?: string;
}

export function auditCommand(cli: Cli): Command {
  const command = new Command('audit').description('The audit trail.');
  command
    .command('verify')
    .description('Check every entry. Writes nothing; exit 4 when compromised.')
    .option('--deep', 'with every signature')
    .option('--public-key <key>', 'the genesis public key, from elsewhere')
    .action(async (options: { deep?: boolean; publicKey?: string }) => {
      const params = {
        deep: options.deep ?? false,
        ...(options.publicKey === undefined ? {} : { public_key: options.publicKey }),
      };
      const report = await inspect(cli, (api) => api.call('audit.verify', params));
      cli.output.result(report, () => verificationLines(report, cli.output));
      if (report.integrity === 'COMPROMISED') throw new ExitWith(exitCodes.integrity);
    });
  command
    .command('tail')
    .description('The last entries.')
    .option('-n, --lines <n>', 'how many', wholeNumber(1, 10_000), 20)
    .option('-f, --follow', 'go on with new ones until Ctrl-C')
    .action(async (options: { lines: number; follow?: boolean }) => {
      if (options.follow && cli.globals.json)
        throw usageError('audit tail', '--follow has no end, --json is one document', 'Give one of them');
      const entries = await inspect(cli, (api) => api.call('audit.tail', { n: options.lines }));
      cli.output.result(entries, () => entries.map((entry) => auditLine(entry, cli.output)));
      if (options.follow) await followAudit(cli, entries.at(-1)?.seq ?? 0);
    });
  command
    .command('query')
    .description('The newest entries that match.')
    .option('--task <id>', 'of this task')
    .option('--action <name>', 'of this action; a beginning followed by * for many')
    .option('--since <time>', 'from this UTC day or RFC 3339 time on')
    .option('--until <time>', 'before this one')
    .option('--text <text>', 'with this text anywhere')
    .option('--limit <n>', 'at most this many', wholeNumber(1, 10_000), 100)
    .action(async (options: QueryOptions) => {
      const entries = await inspect(cli, (api) => api.call('audit.query', options));
      cli.output.result(entries, () => entries.map((entry) => auditLine(entry, cli.output)));
    });
  command
    .command('export')
    .description('The whole trail as it is, or as a table; to standard output unless a file is named.')
    .addOption(new Option('--format <format>', 'jsonl or csv').choices(formats).default('jsonl'))
    .option('--output <file>', 'a file that does not exist yet, outside the workspace; NAME.zip is packed')
    .option('--since <time>', 'from this UTC day or RFC 3339 time on')
    .option('--until <time>', 'before this one')
    .action((options: ExportCommandOptions) => exportAudit(cli, options));
  command
    .command('public-key')
    .description(
      'The key that proves the trail: keep it elsewhere, and give it to `audit verify --public-key`.',
    )
    .action(async () => {
      const state = await inspect(cli, (api) => api.call('audit.state', {}));
      cli.output.result(state, () => [plain(state.public_key)]);
    });
  return command;
}

async function exportAudit(cli: Cli, { output: file, ...options }: ExportCommandOptions): Promise<void> {
  if (file !== undefined) {
    const path = resolve(cli.terminal.currentFolder, file);
    const done = await act(cli, (api) => api.call('audit.export', { ...options, path }));
    cli.output.result(done, () => [plain(done.message)]);
    return;
  }
  if (cli.globals.json)
    throw usageError(
      'audit export',
      '--json is one document, the export is another',
      'Name a file with --output',
    );
  const workspace = await cli.workspace();
  if (!workspace.exists()) throw missing(workspace.root);
  await workspace.exportAudit(options, (text) => cli.terminal.stdout.write(text));
}
