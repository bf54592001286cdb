import { join } from 'node:path';
import { count } from '../../shared/count.ts';
import { verifyTrail } from '../audit/index.ts';
import { type Clock, type Random, timestamp } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import type { Archives, ArchiveWorkOptions, OpenArchive } from './archive/index.ts';
import type { ResolvedArchive } from './catalogue.ts';
import { compareHistory, type HistoryDependencies } from './history.ts';
import { backupFileName } from './names.ts';
import { removeFolder, scratchPrefix } from './snapshot/leftovers.ts';

const parts = ['obsidian_vault/', 'audit_logs/', 'task_queue/', 'config/'] as const;

export interface RehearsalDependencies extends HistoryDependencies {
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  readonly archives: Archives;
  /** `backups/reports` of the workspace. */
  readonly reports: string;
}

export interface Rehearsal {
  readonly ok: boolean;
  readonly reportPath: string;
}

/**
 * Restores an archive into a scratch folder on the disk of the workspace, with every hash checked, verifies the trail that comes
 * out, counts what is there, writes a report a person can file, and removes the folder again. Touches nothing live.
 */
export async function rehearse(
  archive: ResolvedArchive,
  dependencies: RehearsalDependencies,
  options: ArchiveWorkOptions,
): Promise<Rehearsal> {
  const { files, clock, random, archives, internal } = dependencies;
  const beganMs = performance.now();
  const scratch = join(internal, `${scratchPrefix}${random.hex(4)}`);
  await files.ensureFolder(scratch);
  try {
    const opened = await archives.open(archive.path);
    try {
      const findings = await restoreAndLook(opened, archive, scratch, dependencies, options);
      const seconds = (performance.now() - beganMs) / 1_000;
      const ok = findings.problems.length === 0;
      const report = reportText(archive, opened, findings, { at: timestamp(clock), seconds, ok });
      await files.ensureFolder(dependencies.reports);
      const name = backupFileName(clock.now()).replace(/^backup_(.*)\.zip$/, 'rehearsal_$1.md');
      const reportPath = join(dependencies.reports, name);
      await files.write(reportPath, report);
      return { ok, reportPath };
    } finally {
      opened.close();
    }
  } finally {
    await removeFolder(files, scratch);
  }
}

interface Findings {
  readonly files: number;
  readonly bytes: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly entries: number;
  readonly history: string;
  readonly problems: readonly string[];
}

async function restoreAndLook(
  opened: OpenArchive,
  { path }: ResolvedArchive,
  scratch: string,
  dependencies: RehearsalDependencies,
  options: ArchiveWorkOptions,
): Promise<Findings> {
  const { files, archives } = dependencies;
  const problems: string[] = [];
  const extracted = await archives.extract(
    {
      archive: path,
      destination: scratch,
      rules: parts.map((part) => ({ from: part, to: part })),
      digest: opened.digest,
    },
    options,
  );
  const expected = { files: 0, bytes: 0 };
  const counts = { notes: 0, audit_days: 0, completed_tasks: 0, waiting_tasks: 0 };
  for (const entry of opened.entries()) {
    if (entry.kind !== 'file') continue;
    expected.files += 1;
    expected.bytes += entry.sizeBytes;
    const { path: name } = entry;
    if (files.stat(join(scratch, name))?.sizeBytes !== entry.sizeBytes)
      problems.push(`${name} did not come out`);
    if (name.startsWith('obsidian_vault/') && name.endsWith('.md')) counts.notes += 1;
    if (/^audit_logs\/audit_.*\.jsonl$/.test(name)) counts.audit_days += 1;
    if (/^task_queue\/completed\/.*\.json$/.test(name)) counts.completed_tasks += 1;
    if (/^task_queue\/(inbox|pending)\/.*\.json$|_task\.json$/.test(name)) counts.waiting_tasks += 1;
  }
  if (extracted.files !== expected.files || extracted.bytes !== expected.bytes)
    problems.push(
      `${count(extracted.files, 'file')} came out, the archive has ${expected.files.toLocaleString('en-US')}`,
    );
  const trail = await verifyTrail({
    files,
    folder: join(scratch, 'audit_logs'),
    headFolder: join(scratch, 'config'),
    anchor: opened.metadata.audit_head ?? undefined,
    signal: options.signal,
  });
  // The head lies beside the live trail; in the archive it is the anchor.
  for (const defect of trail.invalid_details)
    if (!defect.file.startsWith('.employee/')) problems.push(`${defect.file}: ${defect.reason}`);
  const { history, problems: foreign } = await compareHistory(opened, dependencies, options.signal);
  problems.push(...foreign.map(({ reason }) => reason));
  return { ...extracted, counts, entries: trail.total_entries, history, problems };
}

function reportText(
  { name }: ResolvedArchive,
  { metadata, origin, sizeBytes }: OpenArchive,
  findings: Findings,
  run: { readonly at: string; readonly seconds: number; readonly ok: boolean },
): string {
  const rows: readonly (readonly [string, string | number])[] = [
    ['Archive', name],
    ['Made', metadata.backup_timestamp],
    ['By', origin === 'employee' ? 'this program' : 'the original system'],
    ['Size of the archive', `${sizeBytes} bytes`],
    ['Files restored', findings.files],
    ['Bytes restored', findings.bytes],
    ['Notes', findings.counts.notes ?? 0],
    ['Finished tasks', findings.counts.completed_tasks ?? 0],
    ['Waiting tasks', findings.counts.waiting_tasks ?? 0],
    ['Audit days', findings.counts.audit_days ?? 0],
    ['Audit entries verified', findings.entries],
    ['History', findings.history],
    ['Time needed', `${run.seconds.toFixed(1)} s`],
  ];
  return [
    `# Restore rehearsal: ${run.ok ? 'passed' : 'failed'}`,
    '',
    `On ${run.at} this archive was restored into a scratch folder, every file was compared with its SHA-256, and the trail that`,
    'came out was verified. Nothing live was touched; the folder is removed again.',
    '',
    '| | |',
    '|---|---|',
    ...rows.map(([label, value]) => `| ${label} | ${value} |`),
    '',
    ...(run.ok
      ? ['No problems were found.']
      : ['## Problems', '', ...findings.problems.slice(0, 100).map((problem) => `- ${problem}`)]),
    '',
  ].join('\n');
}
