import type { RestoreReport } from '../../../shared/commands/restore.ts';
import type { AuditTrail } from '../../audit/index.ts';
import type { Files } from '../../files/index.ts';
import { RestoreFolder, type RestoreJournal } from './journal.ts';
import { removeLeftovers } from './leftovers.ts';

const mostNamed = 20;

export interface ConcludeDependencies {
  readonly files: Files;
  readonly trail: AuditTrail;
  /** `.employee` of the workspace. */
  readonly internal: string;
}

/**
 * Ends a settled restore once the trail is open: entries, removal of what is left, report. Safe to repeat after a kill.
 */
export async function concludeRestore(
  { files, trail, internal }: ConcludeDependencies,
  journal: RestoreJournal,
): Promise<void> {
  const folder = new RestoreFolder(files, internal);
  const { report } = journal;
  if (report === null) return;
  await recordOnce(trail, journal, report);
  const kept = await removeLeftovers(files, journal);
  await folder.writeReport(withKept(report, kept));
  await folder.removeJournal();
}

async function recordOnce(trail: AuditTrail, journal: RestoreJournal, report: RestoreReport): Promise<void> {
  const known = await trail.query({ action: 'backup_restored', text: journal.id, limit: 1 });
  if (known.length > 0) return;
  for (const taskId of journal.asked_again) {
    const details = { decision: 'void', text: 'the task came back from a backup', restore: journal.id };
    trail.record({ action: 'hitl_approval_voided', taskId, details });
    // From here on it is asked again as it was planned, with a request of its own.
    trail.record({ action: 'task_claimed', taskId, details: { recorded_after: 'restore' } });
  }
  const { archive, outcome, parts, safety_backup, problem } = report;
  trail.record({
    action: 'backup_restored',
    result: outcome === 'restored' ? 'success' : 'failure',
    details: {
      restore: journal.id,
      archive,
      outcome,
      safety_backup,
      parts: parts.map(({ notes: _notes, ...counts }) => counts),
      ...(Object.keys(journal.sealed).length > 0 ? { days_sha256: journal.sealed } : {}),
    },
    error: problem,
  });
  await trail.commit();
}

function withKept(report: RestoreReport, kept: readonly string[]): RestoreReport {
  if (kept.length === 0) return report;
  const named = kept.slice(0, mostNamed).join(', ');
  const more = kept.length > mostNamed ? `, and ${kept.length - mostNamed} more` : '';
  const note = `Changed after the safety backup was made, and kept: ${named}${more}`;
  const target = report.parts.some(({ part }) => part === 'vault') ? 'vault' : report.parts[0]?.part;
  const parts = report.parts.map((part) =>
    part.part === target ? { ...part, notes: [...part.notes, note] } : part,
  );
  return { ...report, parts };
}
