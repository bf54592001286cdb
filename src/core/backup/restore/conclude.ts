import type { RestoreReport } from '../../../shared/commands/restore.ts';
import type { AuditTrail } from '../../audit/index.ts';
import type { Files } from '../../files/index.ts';
import { RestoreFolder, type RestoreJournal } from './journal.ts';
import { type Leftovers, removeLeftovers } from './leftovers.ts';

const mostNamed = 5;

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
  await folder.writeReport(withLeftovers(report, await removeLeftovers(files, journal)));
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

function withLeftovers(report: RestoreReport, { kept, stuck }: Leftovers): RestoreReport {
  const notes = [
    ...(kept.length > 0 ? [`Changed after the safety backup was made, and kept: ${few(kept)}`] : []),
    ...(stuck.length > 0 ? [`What was here before could not all be removed: ${few(stuck)}`] : []),
  ];
  const target = report.parts.some(({ part }) => part === 'vault') ? 'vault' : report.parts[0]?.part;
  const parts = report.parts.map((part) =>
    part.part === target ? { ...part, notes: [...part.notes, ...notes] } : part,
  );
  return { ...report, parts };
}

function few(all: readonly string[]): string {
  const more = all.length > mostNamed ? `, and ${all.length - mostNamed} more` : '';
  return all.slice(0, mostNamed).join(', ') + more;
}
