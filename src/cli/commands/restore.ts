import { Command, InvalidArgumentError } from 'commander';
import type { CommandParams, CommandResult } from '../../shared/api.ts';
import { type BackupPart, backupPartSchema, backupParts } from '../../shared/backup.ts';
import { EmployeeError } from '../../shared/errors.ts';
import { archiveReference } from '../archive-reference.ts';
import { act, type Cli, inspect } from '../cli.ts';
import { confirm } from '../confirm.ts';
import { ExitWith } from '../exit-with.ts';
import { followRestore } from '../follow-restore.ts';
import { doLongWork } from '../long-work.ts';
import { backupListLines } from '../output/backup-view.ts';
import {
  differenceLines,
  inspectionLines,
  reportLines,
  restoreStateLines,
  textDifferenceLines,
} from '../output/restore-view.ts';
import { plain } from '../output/text.ts';
import { usageError } from '../usage.ts';

const shownDifferences = 200;

interface RestoreOptions {
  readonly only?: readonly BackupPart[];
  readonly file: readonly string[];
  readonly dryRun?: boolean;
  readonly differences?: boolean;
  readonly difference?: string;
  readonly continueTrail?: boolean;
}

export function restoreCommand(cli: Cli): Command {
  const command = new Command('restore').description(
    'Put back what a backup holds: looks at it, asks, makes a safety backup, then swaps as a whole or not at all.',
  );
  command
    .argument('[archive]', 'its name, latest, the path of a zip, or a folder of the original system')
    .option('--only <parts>', `of ${backupParts.join(', ')}, with commas between; else vault,audit`, partsOf)
    .option('--file <path>', 'only this file of the archive; may be given often', collect, [])
    .option('--dry-run', 'only show what it would do')
    .option('--differences', 'with each file that differs')
    .option('--difference <path>', 'with one file line by line')
    .option('--continue-trail', "on a new machine: continue the archive's audit trail here as a new epoch")
    .action((archive: string | undefined, options: RestoreOptions) => restore(cli, archive, options));
  command
    .command('state')
    .description('Whether one runs, and how the last one ended.')
    .action(async () => {
      const state = await act(cli, (api) => api.call('restore.state', {}));
      cli.output.result(state, () => restoreStateLines(state, cli.output));
    });
  command
    .command('cancel')
    .description('Cancel the one that runs; nothing live was touched until its swap.')
    .action(async () => {
      const done = await act(cli, (api) => api.call('restore.cancel', {}));
      cli.output.result(done, () => [plain(done.message)]);
    });
  return command;
}

async function restore(cli: Cli, typed: string | undefined, options: RestoreOptions): Promise<void> {
  const archive = archiveReference(cli, typed ?? (await chooseArchive(cli)));
  const looked = await look(cli, archive, options);
  if (options.dryRun) {
    // Somebody who looks wants to see all that could come back.
    cli.output.result(looked, () => lookedLines(cli, looked, options.only ?? backupParts));
    return;
  }
  const parts = [...(options.only ?? (['vault', 'audit'] as const))];
  for (const line of lookedLines(cli, looked, parts)) cli.output.note(line);
  await confirm(cli, `restore ${archive}`, whatHappens(parts, options));
  const report = await followRestore(cli, startParams(looked.inspection, parts, options));
  cli.output.result(report, () => reportLines(report, cli.output));
  if (report.outcome !== 'restored') throw new ExitWith(1);
}

interface Looked {
  readonly inspection: CommandResult<'restore.inspect'>;
  readonly differences?: CommandResult<'restore.differences'>;
  readonly difference?: CommandResult<'restore.text-difference'>;
}

function look(cli: Cli, archive: string, options: RestoreOptions): Promise<Looked> {
  return doLongWork(cli, { name: 'looking at the archive' }, async (api, signal) => {
    const inspection = await api.call('restore.inspect', { archive }, signal);
    let looked: Looked = { inspection };
    if (options.differences) {
      let total = 0;
      const rows: CommandResult<'restore.differences'>['rows'] = [];
      for (const part of options.only ?? backupParts) {
        const limit = Math.max(1, shownDifferences - rows.length);
        const found = await api.call('restore.differences', { archive, part, limit }, signal);
        total += found.total;
        rows.push(...found.rows);
      }
      looked = { ...looked, differences: { total, rows } };
    }
    if (options.difference !== undefined) {
      const { difference: path } = options;
      const difference = await api.call('restore.text-difference', { archive, path }, signal);
      looked = { ...looked, difference };
    }
    return looked;
  });
}

function lookedLines(
  cli: Cli,
  { inspection, differences, difference }: Looked,
  parts: readonly BackupPart[],
): readonly string[] {
  const { output } = cli;
  return [
    ...inspectionLines(inspection, parts, output),
    ...(differences ? ['', ...differenceLines(differences, output)] : []),
    ...(difference ? ['', ...textDifferenceLines(difference, output)] : []),
  ];
}

async function chooseArchive(cli: Cli): Promise<string> {
  const backups = await inspect(cli, (api) => api.call('backup.list', {}));
  for (const line of backupListLines(backups, cli.output)) cli.output.note(line);
  if (!cli.terminal.inputIsTerminal)
    throw usageError('restore', 'it names no archive', 'Name one of these, or latest');
  const answer = await cli.terminal.ask('Which one? ', cli.terminal.readerLeft);
  if (answer.trim() !== '') return answer.trim();
  throw new EmployeeError('failed', {
    what: 'restore',
    why: 'you named no archive',
    hint: 'Nothing was changed',
  });
}

function whatHappens(parts: readonly BackupPart[], { file }: RestoreOptions): string {
  const what = file.length > 0 ? file.map(plain).join(', ') : parts.join(', ');
  return `This restores ${what}. A safety backup is made first; the employee stops and starts again.`;
}

function startParams(
  { archive, digest }: CommandResult<'restore.inspect'>,
  parts: BackupPart[],
  { file, continueTrail = false }: RestoreOptions,
): CommandParams<'restore.start'> {
  return {
    archive,
    parts,
    continue_trail: continueTrail,
    digest,
    ...(file.length > 0 ? { paths: [...file] } : {}),
  };
}

function partsOf(text: string): readonly BackupPart[] {
  const names = text.split(',').map((name) => name.trim());
  const parts = names.map((name) => backupPartSchema.safeParse(name));
  const wrong = parts.findIndex(({ success }) => !success);
  if (wrong >= 0) throw new InvalidArgumentError(`${names[wrong]} is none of ${backupParts.join(', ')}.`);
  return parts.flatMap(({ data }) => (data === undefined ? [] : [data]));
}

function collect(value: string, former: readonly string[]): readonly string[] {
  return [...former, value];
}
