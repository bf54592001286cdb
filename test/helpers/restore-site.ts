import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RestoreFolder, type RestoreJournal } from '../../src/core/backup/restore/journal.ts';
import type { RestorePlaces } from '../../src/core/backup/restore/plan.ts';
import { settleRestore, stagedListPath } from '../../src/core/backup/restore/settle.ts';
import { partOf, type StagedFile, writeStagedFiles } from '../../src/core/backup/restore/staged-files.ts';
import { SystemClock } from '../../src/core/clock/index.ts';
import { type FileSystem, NodeFileSystem } from '../../src/core/files/index.ts';
import type { BackupPart } from '../../src/shared/backup.ts';
import { testFiles } from './test-files.ts';

/** Files of a tree by their path; folders end in `/`. */
export type Tree = Readonly<Record<string, string>>;

/** A workspace in which a restore is staged, to be settled in whatever way a test wants. */
export class RestoreSite {
  readonly root: string;
  readonly id = 'r1';
  readonly places: RestorePlaces;

  constructor(root: string) {
    this.root = root;
    const queue = (state: string) => join(root, 'task_queue', state);
    this.places = {
      root,
      internal: join(root, '.employee'),
      vault: join(root, 'obsidian_vault'),
      auditLogs: join(root, 'audit_logs'),
      queue: {
        inbox: queue('inbox'),
        pending: queue('pending'),
        approvals: queue('approvals'),
        completed: queue('completed'),
        quarantine: queue('quarantine'),
        texts: join(root, '.employee', 'texts'),
      },
      settingsFile: join(root, '.employee', 'settings.json'),
      actionServers: join(root, 'mcp.json'),
    };
  }

  get work(): string {
    return join(this.root, '.employee', 'restore', this.id);
  }

  /** Files below the workspace, made live. */
  live(tree: Tree): void {
    writeTree(this.root, tree);
  }

  /** Puts the files of an archive where a restore stages them, and commits to the swap. */
  async stage(
    archive: Tree,
    parts: readonly BackupPart[],
    change: Partial<RestoreJournal> = {},
  ): Promise<void> {
    const workOfVault = change.grounds?.vault?.work ?? this.work;
    for (const [path, content] of Object.entries(archive))
      writeTree(join(partOf(path) === 'vault' ? workOfVault : this.work, 'new'), { [path]: content });
    const staged = Object.entries(archive).flatMap(([path, content]): StagedFile[] => {
      const part = partOf(path);
      if (part === undefined || path.endsWith('/')) return [];
      return [{ part, path, size: Buffer.byteLength(content), sha256: sha256(content) }];
    });
    const files = testFiles();
    const folder = new RestoreFolder(files, this.places.internal);
    await writeStagedFiles(files, stagedListPath(folder, this.id), staged);
    await folder.writeJournal({
      schema: 1,
      id: this.id,
      root: this.root,
      archive: 'backup.zip',
      parts: [...parts],
      paths: null,
      continue_trail: false,
      started_at: '2026-02-07T09:00:00.000Z',
      safety_backup: 'safety.zip',
      not_in_safety: [],
      safety_started_ms: Date.now() + 1_000,
      grounds: {
        workspace: { live: this.root, work: this.work },
        vault: { live: this.places.vault, work: this.work },
      },
      state: 'committed',
      file_by_file: 'no',
      swap_started_ms: null,
      problem: null,
      report: null,
      asked_again: [],
      sealed: {},
      ...change,
    });
    await files.close();
  }

  async settle(
    fileSystem: FileSystem = new NodeFileSystem(),
    options: { readonly trusted?: boolean } = {},
  ): Promise<RestoreJournal | undefined> {
    const files = testFiles(fileSystem);
    try {
      return await settleRestore({
        files,
        filesOver: (other) => testFiles(other),
        clock: new SystemClock(),
        places: this.places,
        legacyKey: undefined,
        trusted: options.trusted ?? true,
      });
    } finally {
      await files.close().catch(() => undefined);
    }
  }

  journal(): RestoreJournal | undefined {
    return new RestoreFolder(testFiles(), this.places.internal).readJournal();
  }

  /** Everything live, without what the restore itself needs. */
  tree(): Tree {
    return Object.fromEntries(
      Object.entries(readTree(this.root)).filter(([path]) => !path.startsWith('.employee/restore/')),
    );
  }

  copyTo(root: string): RestoreSite {
    cpSync(this.root, root, { recursive: true, preserveTimestamps: true });
    return new RestoreSite(root);
  }
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

export function writeTree(root: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    const place = join(root, path);
    if (path.endsWith('/')) {
      mkdirSync(place, { recursive: true });
      continue;
    }
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
}

/** Files with their content, and folders that are empty. */
export function readTree(root: string): Tree {
  const tree: Record<string, string> = {};
  if (!existsSync(root)) return tree;
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    const place = join(root, name);
    const path = name.replaceAll('\\', '/');
    if (!statSync(place).isDirectory()) tree[path] = readFileSync(place, 'utf8');
    else if (readdirSync(place).length === 0) tree[`${path}/`] = '';
  }
  return tree;
}
