import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ArchiveHistory } from '../../shared/backup.ts';
import { type AuditEntry, AuditReader, hashAt } from '../audit/index.ts';
import { type Files, readBlocks } from '../files/index.ts';
import type { OpenArchive, Problem } from './archive/index.ts';

export interface HistoryDependencies {
  readonly files: Files;
  /** `audit_logs` of the workspace. */
  readonly auditLogs: string;
  /** `.employee` of the workspace. */
  readonly internal: string;
}

/** Where the trail of an archive stands to the live one, and days of it that are not what they were. */
export interface ComparedHistory {
  readonly history: ArchiveHistory;
  readonly problems: readonly Problem[];
}

/**
 * Compares the trail in an archive with the live one: `ours` when its head is an entry of ours, or of the epoch that ours
 * continues; then each of its days must be the beginning of the live day too.
 */
export async function compareHistory(
  archive: OpenArchive,
  dependencies: HistoryDependencies,
  signal?: AbortSignal,
): Promise<ComparedHistory> {
  const head = archive.metadata.audit_head ?? undefined;
  const days = [...archive.entries()].filter(
    ({ path, kind }) => kind === 'file' && /^audit_logs\/audit_[\d-]+\.jsonl$/.test(path),
  );
  if (head === undefined || head.seq === 0) {
    if (days.length === 0) return { history: 'none', problems: [] };
    // Without a head nothing says which entries count: the original's archives, compared day by day.
    const compared = await compareDays(days, dependencies, signal);
    const isOurs = compared.same > 0 && compared.problems.length === 0;
    return { history: isOurs ? 'ours' : 'unknown', problems: [] };
  }
  const history = await historyOf(head, dependencies);
  if (history !== 'ours') return { history, problems: history === 'foreign' ? [foreign(head.seq)] : [] };
  const { problems } = await compareDays(days, dependencies, signal);
  return { history, problems };
}

async function historyOf(
  head: { readonly seq: number; readonly hash: string },
  { files, auditLogs, internal }: HistoryDependencies,
): Promise<ArchiveHistory> {
  const hash = await hashAt(files, auditLogs, head.seq);
  if (hash !== undefined) return hash === head.hash ? 'ours' : 'foreign';
  // The line is not here: the day was put away, or the trail went on from what a backup of another machine held.
  const reader = new AuditReader({ files, folder: auditLogs, headFolder: internal });
  const [first] = await reader.query({ action: 'audit_genesis' });
  const continued = first && continuedBy(first);
  if (continued === undefined || head.seq > continued.seq) return 'foreign';
  if (head.seq === continued.seq) return head.hash === continued.hash ? 'ours' : 'foreign';
  return 'unknown';
}

function continuedBy({ details }: AuditEntry): { readonly seq: number; readonly hash: string } | undefined {
  const { continues } = details;
  if (typeof continues !== 'object' || continues === null) return undefined;
  if (!('seq' in continues && 'hash' in continues)) return undefined;
  const { seq, hash } = continues;
  return typeof seq === 'number' && typeof hash === 'string' ? { seq, hash } : undefined;
}

function foreign(seq: number): Problem {
  return { path: null, reason: `its history is foreign: its last entry, ${seq}, is not one of this trail` };
}

/** A day that is not here any more says nothing. */
async function compareDays(
  days: readonly { readonly path: string; readonly sizeBytes: number; readonly sha256: string | null }[],
  { files, auditLogs }: HistoryDependencies,
  signal: AbortSignal | undefined,
): Promise<{ readonly same: number; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  let same = 0;
  for (const { path, sizeBytes, sha256 } of days) {
    const live = join(auditLogs, path.slice('audit_logs/'.length));
    const stat = files.stat(live);
    if (sha256 === null || stat?.kind !== 'file') continue;
    const isSame =
      stat.sizeBytes >= sizeBytes && (await digestOfFirst(files, live, sizeBytes, signal)) === sha256;
    if (isSame) same += 1;
    else problems.push({ path, reason: 'it is not the beginning of the same day of the live trail' });
  }
  return { same, problems };
}

async function digestOfFirst(
  files: Files,
  path: string,
  sizeBytes: number,
  signal: AbortSignal | undefined,
): Promise<string> {
  const sum = createHash('sha256');
  await readBlocks(files.fileSystem, path, (block) => sum.update(block), { signal, maxBytes: sizeBytes });
  return sum.digest('hex');
}
