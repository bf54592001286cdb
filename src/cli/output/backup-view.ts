import type { CommandResult } from '../../shared/api.ts';
import type { ArchiveVerification, BackupSummary } from '../../shared/backup.ts';
import { count } from '../../shared/count.ts';
import { bytes } from './bytes.ts';
import { localMinute } from './format.ts';
import type { Output } from './output.ts';
import { pairs, table } from './table.ts';
import { plain } from './text.ts';

/** `employee backup list` for a person. */
export function backupListLines(backups: readonly BackupSummary[], output: Output): readonly string[] {
  if (backups.length === 0) return ['No backups yet. Make one with: employee backup create'];
  const columns = [
    { title: 'NAME' },
    { title: 'MADE' },
    { title: 'SIZE', align: 'right' },
    { title: 'NOTES', align: 'right' },
    { title: 'TASKS', align: 'right' },
    { title: 'VERIFIED', shrinksTo: 12 },
  ] as const;
  return table(columns, backups.map(row), output.width);
}

function row(backup: BackupSummary): readonly string[] {
  const { name, created_at, size_bytes, contents, verified_at, problem, origin, safety } = backup;
  const said = [
    problem === null ? undefined : `problem: ${plain(problem)}`,
    verified_at === null ? 'not yet' : localMinute(verified_at),
    safety ? 'before a restore' : undefined,
    origin === 'original' ? "the original system's" : undefined,
  ];
  return [
    plain(name),
    localMinute(created_at),
    bytes(size_bytes),
    contents === null ? '?' : `${contents.vault_files}`,
    contents === null ? '?' : `${contents.completed_tasks + contents.pending_tasks}`,
    said.filter((part) => part !== undefined).join(', '),
  ];
}

/** `employee backup create` for a person. */
export function backupCreatedLines(
  { message, backup, unreadable, second_copy: second }: CommandResult<'backup.create'>,
  output: Output,
): readonly string[] {
  const { contents } = backup;
  return [
    plain(message),
    ...(contents === null
      ? []
      : [
          `${bytes(backup.size_bytes)}: ${count(contents.vault_files, 'vault file')}, ${count(contents.completed_tasks, 'finished task')}, ${count(contents.pending_tasks, 'waiting task')}, ${count(contents.audit_files, 'audit day')}`,
        ]),
    ...unreadable
      .slice(0, 20)
      .map(({ path, reason }) => output.style('yellow', `not in it: ${plain(path)}: ${plain(reason)}`)),
    ...(second === null ? [] : [secondLine(second, output)]),
  ];
}

function secondLine(
  { path, problem }: { readonly path: string; readonly problem: string | null },
  output: Output,
): string {
  return problem === null
    ? `Copied and verified: ${plain(path)}`
    : output.style('yellow', `Not copied to ${plain(path)}: ${plain(problem)}`);
}

/** `employee backup verify` for a person. */
export function archiveVerificationLines(found: ArchiveVerification, output: Output): readonly string[] {
  const verdict = found.ok ? output.style('green', 'in order') : output.style('red', 'not in order');
  return [
    `${plain(found.name)}: ${verdict}`,
    ...pairs([
      ['Made', found.created_at === '' ? 'unknown' : localMinute(found.created_at)],
      ['By', found.origin === 'employee' ? 'this program' : 'the original system'],
      ['Files', `${found.files.toLocaleString('en-US')}, ${bytes(found.bytes)}`],
      ['Hashes', `${found.hashed_files.toLocaleString('en-US')} compared`],
      ['History', historyText(found.history)],
    ]),
    ...found.problems.map(
      ({ path, reason }) => `  ${path === null ? '' : `${plain(path)}: `}${plain(reason)}`,
    ),
  ];
}

function historyText(history: ArchiveVerification['history']): string {
  switch (history) {
    case 'ours':
      return 'a part of this trail';
    case 'foreign':
      return 'foreign: not a part of this trail';
    case 'none':
      return 'it has no trail';
    case 'unknown':
      return 'cannot be told';
  }
}

/** `employee backup prune` for a person. */
export function pruneLines(pruned: CommandResult<'backup.prune'>): readonly string[] {
  const line = (sign: string) => (one: { readonly name: string; readonly reason: string }) =>
    `  ${sign} ${plain(one.name)}  ${plain(one.reason)}`;
  return [
    `${plain(pruned.message)}${pruned.removed.length === 0 ? '' : `, ${bytes(pruned.freed_bytes)}`}`,
    ...pruned.removed.map(line('-')),
    ...pruned.kept.map(line(' ')),
  ];
}

/** `employee backup state` for a person. */
export function backupStateLines(state: CommandResult<'backup.state'>, output: Output): readonly string[] {
  const { days, weekly, monthly, yearly } = state.retention;
  const checked = (check: { readonly at: string; readonly ok: boolean } | null) =>
    check === null ? 'never' : `${localMinute(check.at)}, ${check.ok ? 'in order' : 'failed'}`;
  return [
    ...pairs([
      ['Now', state.running ?? 'nothing runs'],
      ['Next', state.next_at === null ? 'the schedule is off' : localMinute(state.next_at)],
      ['Kept', `${count(days, 'day')}; beyond them ${weekly} weekly, ${monthly} monthly, ${yearly} yearly`],
      ...state.destinations.map(
        ({ path, second, free_bytes: free, problem }) =>
          [
            second ? 'Second place' : 'Place',
            `${plain(path)}${free === null ? '' : `, ${bytes(free)} free`}${problem === null ? '' : `: ${plain(problem)}`}`,
          ] as const,
      ),
      ['Weekly check', checked(state.last_sample)],
      ['Monthly check', checked(state.last_full_check)],
      ['Rehearsal', checked(state.last_rehearsal)],
      ...(state.last_failure === null
        ? []
        : [
            [
              'Last failure',
              `${localMinute(state.last_failure.at)}: ${plain(state.last_failure.message)}`,
            ] as const,
          ]),
    ]),
    ...state.warnings.map((warning) => output.style('yellow', plain(warning))),
  ];
}
