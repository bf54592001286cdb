import { Command } from 'commander';
import { exitCodes } from '../../shared/errors.ts';
import { archiveReference } from '../archive-reference.ts';
import { act, type Cli, inspect } from '../cli.ts';
import { ExitWith } from '../exit-with.ts';
import { doLongWork } from '../long-work.ts';
import {
  archiveVerificationLines,
  backupCreatedLines,
  backupListLines,
  backupStateLines,
  pruneLines,
} from '../output/backup-view.ts';
import { plain } from '../output/text.ts';

export function backupCommand(cli: Cli): Command {
  const command = new Command('backup').description('Backups of the workspace, in its folder backups/.');
  command
    .command('create')
    .description('Make one now, read it back, and remove those that retention lets go of. Ctrl-C cancels.')
    .action(async () => {
      const created = await doLongWork(cli, { name: 'the backup' }, (api, signal) =>
        api.call('backup.create', {}, signal),
      );
      cli.output.result(created, () => backupCreatedLines(created, cli.output));
    });
  command
    .command('list')
    .description('Which there are, the newest first.')
    .action(async () => {
      const backups = await inspect(cli, (api) => api.call('backup.list', {}));
      cli.output.result(backups, () => backupListLines(backups, cli.output));
    });
  command
    .command('verify')
    .description(
      'Read one back whole and compare its history with the trail; exit 4 when it is not in order.',
    )
    .argument('<archive>', 'its name, latest, or the path of a file, also one of the original system')
    .action(async (typed: string) => {
      const archive = archiveReference(cli, typed);
      const found = await doLongWork(cli, { name: 'the verification', readsFiles: true }, (api, signal) =>
        api.call('backup.verify', { archive }, signal),
      );
      cli.output.result(found, () => archiveVerificationLines(found, cli.output));
      if (!found.ok) throw new ExitWith(exitCodes.integrity);
    });
  command
    .command('prune')
    .description('Remove the backups that retention lets go of; the newest verified one always stays.')
    .option('--dry-run', 'only say which')
    .action(async ({ dryRun = false }: { dryRun?: boolean }) => {
      const pruned = await act(cli, (api) => api.call('backup.prune', { dry_run: dryRun }));
      cli.output.result(pruned, () => pruneLines(pruned));
    });
  command
    .command('rehearse')
    .description(
      'Restore one into a scratch folder, compare it, write a report, and remove the folder again.',
    )
    .argument('[archive]', 'its name, or the path of a file', 'latest')
    .action(async (typed: string) => {
      const archive = archiveReference(cli, typed);
      const rehearsal = await doLongWork(cli, { name: 'the rehearsal' }, (api, signal) =>
        api.call('backup.rehearse', { archive }, signal),
      );
      cli.output.result(rehearsal, () => [plain(rehearsal.message)]);
      if (!rehearsal.ok) throw new ExitWith(exitCodes.integrity);
    });
  command
    .command('state')
    .description('What runs, when the next is due, where backups go, how the checks went.')
    .action(async () => {
      const state = await act(cli, (api) => api.call('backup.state', {}));
      cli.output.result(state, () => backupStateLines(state, cli.output));
    });
  return command;
}
