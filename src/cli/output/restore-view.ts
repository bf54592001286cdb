import type { CommandResult } from '../../shared/api.ts';
import type { BackupPart } from '../../shared/backup.ts';
import type { RestoreReport, RestoreStep } from '../../shared/commands/restore.ts';
import { count } from '../../shared/count.ts';
import { assertNever } from '../../shared/errors.ts';
import { bytes } from './bytes.ts';
import { localMinute } from './format.ts';
import type { Output } from './output.ts';
import { pairs, table } from './table.ts';
import { plain } from './text.ts';

const steps: Readonly<Record<RestoreStep, string>> = {
  checking: 'reading and checking the archive',
  safety_backup: 'making the safety backup',
  staging: 'unpacking beside what is live',
  verifying: 'reading again what was unpacked',
  stopping: 'stopping the employee',
  swapping: 'putting it in place',
  restarting: 'starting again',
};

/** What a step does, for the line that says how far it is. */
export function stepText(step: RestoreStep): string {
  return steps[step];
}

/** What is in an archive and what restoring `parts` of it means. */
export function inspectionLines(
  found: CommandResult<'restore.inspect'>,
  parts: readonly BackupPart[],
  output: Output,
): readonly string[] {
  return [
    output.style('bold', plain(found.archive)),
    ...pairs([
      ['Made', localMinute(found.created_at)],
      ['By', found.origin === 'employee' ? 'this program' : 'the original system'],
      ['Holds', `${count(found.files, 'file')}, ${bytes(found.size_bytes)} as it lies there`],
      ['History', historyText(found.history)],
    ]),
    ...found.parts
      .filter(({ part }) => parts.includes(part))
      .flatMap((part) => [
        '',
        `${output.style('bold', part.part)}: ${part.new} new, ${part.changed} changed, ${part.missing} missing in it, ${part.same} the same`,
        ...part.consequences.map((sentence) => `  ${plain(sentence)}`),
      ]),
    ...found.warnings.map((warning) => output.style('yellow', plain(warning))),
  ];
}

function historyText(history: CommandResult<'restore.inspect'>['history']): string {
  switch (history) {
    case 'ours':
      return 'of this workspace';
    case 'foreign':
      return 'of another installation';
    case 'none':
      return 'none';
    case 'unknown':
      return 'nothing says whose it is';
    default:
      return assertNever(history);
  }
}

/** Rows of differences; sizes are those of the archive and of the live file. */
export function differenceLines(
  { total, rows }: CommandResult<'restore.differences'>,
  output: Output,
): readonly string[] {
  const columns = [
    { title: 'KIND' },
    { title: 'ARCHIVED', align: 'right' },
    { title: 'LIVE', align: 'right' },
    { title: 'FILE' },
  ] as const;
  const cells = rows.map(({ kind, archived, live, path }) => [
    kind,
    archived ? bytes(archived.size) : '–',
    live ? bytes(live.size) : '–',
    plain(path),
  ]);
  const more = total > rows.length ? [`… and ${count(total - rows.length, 'more file')}`] : [];
  return total === 0 ? [] : [...table(columns, cells, output.width), ...more];
}

/** Line by line, what a restore would change in one file. */
export function textDifferenceLines(
  difference: CommandResult<'restore.text-difference'>,
  output: Output,
): readonly string[] {
  if (difference.kind === 'not_text') return [plain(difference.reason)];
  return difference.lines.map(({ kind, text }) => {
    const line = plain(text);
    if (kind === 'added') return output.style('green', `+ ${line}`);
    if (kind === 'removed') return output.style('red', `- ${line}`);
    return kind === 'gap' ? output.style('dim', `  … ${line}`) : `  ${line}`;
  });
}

/** How a restore ended. */
export function reportLines(report: RestoreReport, output: Output): readonly string[] {
  return [
    verdict(report, output),
    ...report.parts.flatMap((part) => [
      `${part.part}: ${part.outcome.replace('_', ' ')}; ${part.added} added, ${part.changed} changed, ${part.removed} removed, ${part.kept} kept`,
      ...part.notes.map((note) => `  ${plain(note)}`),
    ]),
    ...(report.safety_backup === null || report.outcome !== 'restored'
      ? []
      : [`Undo it with: employee restore ${plain(report.safety_backup)}`]),
  ];
}

function verdict({ outcome, archive, problem }: RestoreReport, output: Output): string {
  if (outcome === 'restored') return output.style('green', `Restored from ${plain(archive)}.`);
  const why = problem === null ? '' : ` ${plain(problem)}`;
  return outcome === 'rolled_back'
    ? output.style('red', `Rolled back: everything is as it was.${why}`)
    : output.style('yellow', `Not restored: nothing live was touched.${why}`);
}

/** Whether one runs, and how the last one ended. */
export function restoreStateLines(
  { running, last }: CommandResult<'restore.state'>,
  output: Output,
): readonly string[] {
  const now = running
    ? [`A restore of ${plain(running.archive)} runs: ${stepText(running.step)}.`]
    : ['No restore runs.'];
  return last === null
    ? now
    : [...now, '', `The last one, ${localMinute(last.finished_at)}:`, ...reportLines(last, output)];
}
