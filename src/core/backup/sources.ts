import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Files } from '../files/index.ts';
import type { Redactor } from '../logging/index.ts';
import type { WorkspacePaths } from '../workspace/index.ts';
import type { Amount, ArchivePlan, ArchiveSource, Problem } from './archive/index.ts';
import { secretFiles, temporaryFiles } from './never-taken.ts';
import { redactServers } from './snapshot/redact-servers.ts';
import type { Snapshot } from './snapshot/snapshot.ts';

const neverTaken = { except: temporaryFiles, secret: secretFiles };

/** `safety`: made before a restore, so that it can be undone. */
export type BackupPurpose = 'regular' | 'safety';

export interface PlanInput {
  readonly files: Files;
  readonly paths: WorkspacePaths;
  readonly redactor: Pick<Redactor, 'redactValues'>;
  readonly snapshot: Snapshot;
  readonly partialPath: string;
  readonly purpose: BackupPurpose;
  /** UTC, RFC 3339. */
  readonly createdAt: string;
  readonly version: string;
  readonly installId: string;
  readonly lowPriority: boolean;
  /** What the newest backup held: how much is likely to come. */
  readonly expected: Amount | undefined;
}

/** What goes into the archive and where (CONTRACT §7), and what had to be left out. */
export function planArchive(input: PlanInput): {
  readonly plan: ArchivePlan;
  readonly left: readonly Problem[];
} {
  const { paths, snapshot, purpose } = input;
  const config = configSources(input);
  const { head, install } = snapshot.checkpoint;
  return {
    plan: {
      partialPath: input.partialPath,
      lowPriority: input.lowPriority,
      ...(input.expected === undefined ? {} : { expected: input.expected }),
      sources: [
        ...queueSources(input),
        ...auditSources(input),
        ...config.sources,
        { kind: 'tree', prefix: 'obsidian_vault/', folder: paths.vault.root, ...neverTaken },
      ],
      metadata: {
        backup_version: '2.0.0',
        backup_timestamp: input.createdAt,
        purpose,
        pending_tasks: snapshot.liveTasks,
        system_info: {
          program: 'personal-ai-employee',
          version: input.version,
          platform: process.platform,
          arch: process.arch,
          node: process.versions.node,
          host: hostname(),
          install_id: input.installId,
        },
        audit_head: { ...head },
        audit_install: install,
        ...(config.left.length === 0 ? {} : { left_out: config.left.map((problem) => ({ ...problem })) }),
      },
      counts: {
        vault_files: { prefix: 'obsidian_vault/' },
        audit_files: { prefix: 'audit_logs/', suffix: '.jsonl' },
        completed_tasks: { prefix: 'task_queue/completed/', suffix: '.json' },
      },
    },
    left: config.left,
  };
}

function queueSources({ paths, snapshot }: PlanInput): ArchiveSource[] {
  const { scratch } = snapshot;
  const folderOf = { ...paths.queue, texts: join(paths.internal.root, 'texts') };
  const prefixOf = (folder: string) => (folder === 'texts' ? 'config/texts/' : `task_queue/${folder}/`);
  const copied = (folder: string): ArchiveSource => ({
    kind: 'tree',
    prefix: prefixOf(folder),
    folder: scratch.path(folder),
    except: [],
  });
  return [
    // First: what is finished can be taken back by a person while the archive is written.
    {
      kind: 'list',
      prefix: prefixOf('completed'),
      folder: paths.queue.completed,
      names: snapshot.completedNames,
      orElse: snapshot.takenBack,
    },
    {
      kind: 'list',
      prefix: prefixOf('quarantine'),
      folder: paths.queue.quarantine,
      names: snapshot.quarantineNames,
    },
    ...['inbox', 'pending', 'approvals', 'texts'].map(copied),
    ...snapshot.odd.map(
      ({ folder, name, kind }): ArchiveSource =>
        kind === 'folder'
          ? {
              kind: 'tree',
              prefix: `${prefixOf(folder)}${name}/`,
              folder: join(folderOf[folder], name),
              ...neverTaken,
            }
          : { kind: 'file', path: `${prefixOf(folder)}${name}`, source: join(folderOf[folder], name) },
    ),
  ];
}

function auditSources({ files, paths, snapshot }: PlanInput): ArchiveSource[] {
  const { days } = snapshot.checkpoint;
  const dayNames = new Set(days.map(({ name }) => name));
  const others = files
    .names(paths.auditLogs)
    .filter((name) => !dayNames.has(name) && !name.startsWith('.tmp-'));
  return [
    ...days.map(
      ({ name, sizeBytes }): ArchiveSource => ({
        kind: 'file',
        path: `audit_logs/${name}`,
        source: join(paths.auditLogs, name),
        firstBytes: sizeBytes,
      }),
    ),
    ...others.map((name): ArchiveSource => {
      const source = join(paths.auditLogs, name);
      return files.stat(source)?.kind === 'folder'
        ? { kind: 'tree', prefix: `audit_logs/${name}/`, folder: source, ...neverTaken }
        : { kind: 'file', path: `audit_logs/${name}`, source };
    }),
  ];
}

function configSources({ files, paths, redactor, snapshot }: PlanInput): {
  readonly sources: readonly ArchiveSource[];
  readonly left: readonly Problem[];
} {
  const left: Problem[] = [];
  const sources: ArchiveSource[] = snapshot.journals.map(({ name, path, sizeBytes }) => ({
    kind: 'file',
    path: `config/${name}`,
    source: path,
    firstBytes: sizeBytes,
  }));
  const add = (name: string, source: string, change: (text: string) => string | undefined) => {
    const stat = files.stat(source);
    if (stat?.kind !== 'file') return;
    const text = change(files.readText(source) ?? '');
    if (text === undefined)
      left.push({
        path: `config/${name}`,
        reason: 'it is no JSON, so that nobody can tell which of it is secret',
      });
    else sources.push({ kind: 'text', path: `config/${name}`, text, modifiedMs: stat.modifiedMs });
  };
  add('settings.json', paths.internal.settings, (text) => redactor.redactValues(text));
  add('mcp.json', paths.actionServers, (text) => {
    const shown = redactServers(text);
    return shown && redactor.redactValues(shown);
  });
  return { sources, left };
}
