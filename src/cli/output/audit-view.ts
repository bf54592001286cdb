import type { AuditEntry, AuditVerification } from '../../shared/audit.ts';
import { count } from '../../shared/count.ts';
import { localMinute, localSecond } from './format.ts';
import type { Output } from './output.ts';
import { plain } from './text.ts';

/** One entry of the trail in one line, with local time. */
export function auditLine(entry: AuditEntry, output: Output): string {
  const { timestamp } = entry;
  const time = output.style('dim', `${localMinute(timestamp).slice(0, 10)} ${localSecond(timestamp)}`);
  const parts = [
    `${entry.seq}`.padStart(6),
    time,
    output.style('bold', plain(entry.action)),
    plain(entry.result),
  ];
  if (entry.task_id !== null) parts.push(plain(entry.task_id));
  if (entry.error !== null) parts.push(output.style('red', plain(entry.error)));
  return parts.filter((part) => part !== '').join('  ');
}

/** `employee audit verify` for a person. */
export function verificationLines(report: AuditVerification, output: Output): readonly string[] {
  const isWhole = report.integrity === 'OK';
  const legacy =
    report.legacy.total > 0
      ? [`Entries of the original system: ${report.legacy.valid} of ${report.legacy.total} valid`]
      : [];
  return [
    isWhole
      ? `${output.style('green', 'OK')}: ${count(report.valid_entries, 'entry', 'entries')}, nothing missing, nothing changed`
      : `${output.style('red', 'COMPROMISED')}: ${report.valid_entries} of ${count(report.total_entries, 'entry', 'entries')} valid`,
    ...legacy,
    ...report.invalid_details.map(
      (detail) =>
        `  ${plain(detail.file)}${detail.line === null ? '' : `:${detail.line}`}${detail.seq === null ? '' : ` (entry ${detail.seq})`}: ${plain(detail.reason)}`,
    ),
    ...(report.repaired_tails > 0
      ? [`Repaired after a crash: ${count(report.repaired_tails, 'torn tail')}`]
      : []),
    report.head === null || report.head.seq === 0
      ? 'Head: none yet'
      : `Head: ${report.head.seq} ${plain(report.head.hash)}`,
  ];
}
