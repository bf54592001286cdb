import type { CommandResult } from '../../shared/api.ts';
import { auditLine } from './audit-view.ts';
import { duration } from './format.ts';
import type { Output } from './output.ts';
import { plain } from './text.ts';

/** What the post-startup check found, for a person: what was dropped, how long it took, its audit entries. */
export function validationLines(validation: CommandResult<'validate'>, output: Output): readonly string[] {
  const verdict = validation.passed ? output.style('green', 'Passed') : output.style('red', 'Failed');
  return [
    `${verdict} in ${duration(validation.duration_ms)}: ${plain(validation.message)}`,
    ...(validation.task_id === null ? [] : [`Task ${plain(validation.task_id)}`]),
    ...validation.audit.map((entry) => `  ${auditLine(entry, output)}`),
  ];
}
