import { basename } from 'node:path';
import type { ArchiveVerification } from '../../shared/backup.ts';
import { EmployeeError } from '../../shared/errors.ts';
import type { Archives, ArchiveWorkOptions } from './archive/index.ts';
import type { ResolvedArchive } from './catalogue.ts';
import { compareHistory, type HistoryDependencies } from './history.ts';

/**
 * Reads an archive back whole and compares its trail with the live one. Writes nothing. Throws `integrity` when it is no
 * archive of ours or of the original's, or so damaged that it cannot be told.
 */
export async function verifyArchive(
  archives: Archives,
  { path, name }: ResolvedArchive,
  history: HistoryDependencies,
  options: ArchiveWorkOptions = {},
): Promise<ArchiveVerification> {
  const read = await archives.verify(path, options);
  if (read.origin === 'unknown') throw unusable(path, read.problems[0]?.reason ?? 'it has no metadata');
  const common = {
    name,
    origin: read.origin,
    files: read.files,
    bytes: read.bytes,
    hashed_files: read.hashedFiles,
  };
  const problems = read.problems.map(({ path: where, reason }) => ({ path: where, reason }));
  if (!read.ok) return { ...common, ok: false, created_at: '', history: 'unknown', problems };
  const archive = await archives.open(path);
  try {
    const compared = await compareHistory(archive, history, options.signal);
    return {
      ...common,
      ok: compared.problems.length === 0,
      created_at: createdAt(archive.metadata.backup_timestamp),
      history: compared.history,
      problems: compared.problems.map((problem) => ({ ...problem })),
    };
  } finally {
    archive.close();
  }
}

/** UTC where the archive says it in a form that can be understood, else as it stands. */
export function createdAt(text: string): string {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? text : new Date(ms).toISOString();
}

function unusable(path: string, why: string): EmployeeError {
  return new EmployeeError('integrity', {
    what: `cannot use ${basename(path)} as a backup`,
    why,
    hint: 'Take another archive: "employee backup list" shows them',
  });
}
