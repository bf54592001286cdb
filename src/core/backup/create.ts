import { join } from 'node:path';
import type { BackupSummary } from '../../shared/backup.ts';
import { EmployeeError } from '../../shared/errors.ts';
import type { AuditTrail } from '../audit/index.ts';
import { type Clock, delay, timestamp } from '../clock/index.ts';
import { type Files, isInside } from '../files/index.ts';
import type { ArchiveProgress, Archives, CreatedArchive, Problem } from './archive/index.ts';
import type { Catalogue } from './catalogue.ts';
import { requireSpace } from './disk-space.ts';
import { backupFileName, partialSuffix } from './names.ts';
import type { BackupRecords } from './records.ts';
import { SecondDestination } from './second-destination.ts';
import { removeLeftovers } from './snapshot/leftovers.ts';
import { type SnapshotDependencies, takeSnapshot } from './snapshot/snapshot.ts';
import { type BackupPurpose, type PlanInput, planArchive } from './sources.ts';

export interface CreateDependencies extends Omit<SnapshotDependencies, 'trail'> {
  readonly files: Files;
  readonly clock: Clock;
  readonly trail: Pick<AuditTrail, 'commit' | 'checkpoint' | 'record'>;
  readonly archives: Archives;
  readonly catalogue: Catalogue;
  readonly records: BackupRecords;
  readonly redactor: PlanInput['redactor'];
  readonly version: string;
  readonly installId: string;
  /** Free bytes of the disk that a folder lies on; `undefined` where the system does not say. */
  readonly freeBytes: (folder: string) => number | undefined;
  /** Whether the machine runs on battery and backups take their time then. */
  readonly lowPriority: () => boolean;
  /** The folder that every backup is copied to as well; `null`: none. */
  readonly secondFolder: () => string | null;
}

export interface CreateOptions {
  readonly purpose: BackupPurpose;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ArchiveProgress) => void;
}

/** A backup that is whole, read back and in place. */
export interface CreatedBackup {
  readonly backup: BackupSummary;
  /** What could not be read; the archive names it too. */
  readonly unreadable: readonly Problem[];
  readonly secondCopy: { readonly path: string; readonly problem: string | null } | null;
}

/**
 * Makes one backup: snapshot → `.partial` → fsync → read back whole → rename → record → audit entry → second copy. Whatever
 * fails or is cancelled before the rename leaves nothing behind, and a kill leaves what the next start removes.
 */
export class BackupCreator {
  readonly #dependencies: CreateDependencies;
  readonly #second: SecondDestination;

  constructor(dependencies: CreateDependencies) {
    this.#dependencies = dependencies;
    this.#second = new SecondDestination(dependencies.files, dependencies.archives);
  }

  /** Throws `no_space`, `io`, `integrity`, or the signal's reason. */
  async create(options: CreateOptions): Promise<CreatedBackup> {
    const { files, paths, records, catalogue, clock } = this.#dependencies;
    const { purpose, signal } = options;
    this.#requireSources();
    await files.ensureFolder(paths.backups);
    await this.tidy();
    requireSpace(paths.backups, this.#expectedBytes(), this.#dependencies.freeBytes(paths.backups));
    const name = await this.#freeName(signal);
    const path = join(paths.backups, name);
    const partial = `${path}${partialSuffix}`;
    const createdAt = timestamp(clock);
    const { created, left, details } = await this.#write(partial, createdAt, options);
    if ((await files.move(partial, path)) !== 'moved') {
      await files.remove(partial);
      throw nameTaken(path);
    }
    const modifiedMs = files.stat(path)?.modifiedMs ?? 0;
    await records.put(name, {
      size_bytes: created.sizeBytes,
      modified_ms: modifiedMs,
      created_at: createdAt,
      safety: purpose === 'safety',
      origin: 'employee',
      contents: { ...details.contents },
      audit_head: { ...details.auditHead },
      problem: null,
      verified_at: timestamp(clock),
    });
    const unreadable = [...created.unreadable, ...left];
    await this.#report(name, purpose, created, unreadable, details);
    const secondCopy = await this.#copy({ name, path }, options);
    const backup = await catalogue.find(name);
    if (!backup) throw nameTaken(path);
    return { backup, unreadable, secondCopy };
  }

  /** Removes what a killed process left of an earlier one. */
  async tidy(): Promise<void> {
    const { files, paths, catalogue, clock } = this.#dependencies;
    const places = { internal: paths.internal.root, backups: paths.backups, second: this.#secondFolder() };
    await removeLeftovers(files, places, clock.now());
    await catalogue.tidy();
  }

  async #write(partialPath: string, createdAt: string, { purpose, signal, onProgress }: CreateOptions) {
    const { archives, records, lowPriority } = this.#dependencies;
    const snapshot = await takeSnapshot(this.#dependencies, signal);
    try {
      const { plan, left } = planArchive({
        ...this.#dependencies,
        snapshot,
        partialPath,
        purpose,
        createdAt,
        lowPriority: lowPriority(),
        expected: records.state.last_amount ?? undefined,
      });
      const created = await archives.create(plan, { signal, onProgress });
      await records.note({ last_amount: { files: created.files, bytes: created.bytes } });
      const contents = {
        vault_files: created.counts.vault_files ?? 0,
        audit_files: created.counts.audit_files ?? 0,
        completed_tasks: created.counts.completed_tasks ?? 0,
        pending_tasks: snapshot.liveTasks,
      };
      const auditHead = snapshot.checkpoint.head;
      return { created, left, details: { contents, auditHead, pauseMs: snapshot.pauseMs } };
    } finally {
      await snapshot.dispose();
    }
  }

  async #report(
    name: string,
    purpose: BackupPurpose,
    created: CreatedArchive,
    unreadable: readonly Problem[],
    details: {
      readonly auditHead: { readonly seq: number; readonly hash: string };
      readonly pauseMs: number;
    },
  ): Promise<void> {
    const { trail } = this.#dependencies;
    trail.record({
      action: 'backup_created',
      details: {
        name,
        purpose,
        size_bytes: created.sizeBytes,
        files: created.files,
        bytes: created.bytes,
        digest: created.digest,
        audit_head: details.auditHead,
        pause_ms: Math.round(details.pauseMs * 10) / 10,
        unreadable: unreadable.length,
        unreadable_first: unreadable.slice(0, 20),
      },
    });
    await trail.commit();
  }

  async #copy(
    archive: { readonly name: string; readonly path: string },
    { signal }: CreateOptions,
  ): Promise<CreatedBackup['secondCopy']> {
    const folder = this.#secondFolder();
    if (folder === null) return null;
    const copy = await this.#second.copy(archive, folder, { signal });
    const { trail } = this.#dependencies;
    if (copy.problem !== null) {
      trail.record({
        action: 'backup_copy_failed',
        result: 'failure',
        details: { name: archive.name, path: copy.path },
        error: copy.problem,
      });
      await trail.commit();
    }
    return copy;
  }

  /** A second folder inside the workspace's own places would be no second one. */
  #secondFolder(): string | null {
    const { paths, secondFolder } = this.#dependencies;
    const folder = secondFolder();
    if (folder === null || folder === paths.root || isInside(paths.root, folder)) return null;
    return folder === paths.backups || isInside(folder, paths.backups) ? null : folder;
  }

  /** An archive of a vault that is away would count as a good one, and push out those that hold it. */
  #requireSources(): void {
    const { files, paths, trail } = this.#dependencies;
    const isThere = (folder: string) => {
      try {
        return files.stat(files.fileSystem.realPath(folder))?.kind === 'folder';
      } catch {
        return false;
      }
    };
    if (!isThere(paths.vault.root)) throw sourceAway('the vault', paths.vault.root);
    if (trail.checkpoint().head.seq > 0 && !isThere(paths.auditLogs))
      throw sourceAway('the audit trail', paths.auditLogs);
  }

  /** As much as the newest archive, and a little more. */
  #expectedBytes(): number {
    const { files, paths, catalogue } = this.#dependencies;
    const last = catalogue.last();
    const stat = last && files.stat(join(paths.backups, last.name));
    return stat ? Math.ceil(stat.sizeBytes * 1.05) : 0;
  }

  /** A name already taken this second waits for the next (CONTRACT §1). */
  async #freeName(signal: AbortSignal): Promise<string> {
    const { files, paths, clock } = this.#dependencies;
    for (;;) {
      const name = backupFileName(clock.now());
      if (!files.exists(join(paths.backups, name))) return name;
      await delay(clock, 1_000 - (clock.now() % 1_000), signal);
    }
  }
}

function nameTaken(path: string): EmployeeError {
  return new EmployeeError('conflict', {
    what: `cannot put the backup at ${path}`,
    why: 'something else came or went there meanwhile',
    hint: 'Make the backup again',
  });
}

function sourceAway(what: string, folder: string): EmployeeError {
  return new EmployeeError('not_found', {
    what: 'cannot make a backup',
    why: `${what} is not at ${folder}`,
    hint: 'Bring it back, or name its place in the settings; the backups that are there stay',
  });
}
