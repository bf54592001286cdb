import { Command } from 'commander';
import { exitCodes } from '../../shared/errors.ts';
import { type Cli, inspect } from '../cli.ts';
import { ExitWith } from '../exit-with.ts';
import { followAudit } from '../follow-audit.ts';
import { wholeNumber } from '../numbers.ts';
import { auditLine, verificationLines } from '../output/audit-view.ts';
import { usageError } from '../usage.ts';

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
  return command;
}
