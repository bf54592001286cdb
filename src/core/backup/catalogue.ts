import { isAbsolute, join } from 'node:path';
import type { BackupSummary } from '../../shared/backup.ts';
import { describeError, EmployeeError } from '../../shared/errors.ts';
import type { Status } from '../../shared/status.ts';
import type { Clock } from '../clock/index.ts';
import type { FileStat, Files } from '../files/index.ts';
import { isBackupName, timeOfName } from './names.ts';
import type { ArchiveRecord, BackupRecords } from './records.ts';
import type { RetainedArchive } from './retention.ts';

const lastFreshMs = 1_000;
/** An archive dated later than this was made while the clock ran ahead. */
const aheadMs = 86_400_000;

/** What an archive says of itself; `problem` when it cannot be read, or is none of ours and none of the original's. */
export type ArchiveDescription = Pick<
  ArchiveRecord,
  'created_at' | 'safety' | 'origin' | 'contents' | 'audit_head' | 'problem'
>;

/** An archive that a reference stands for. */
export interface ResolvedArchive {
  /** Absolute. */
  readonly path: string;
  /** Its file name in the backups folder, or the path where it lies elsewhere. */
  readonly name: string;
  readonly inFolder: boolean;
}

export interface CatalogueDependencies {
  readonly files: Files;
  readonly clock: Clock;
  /** `backups/` of the workspace. */
  readonly folder: string;
  readonly records: BackupRecords;
  /** Reads the metadata of an archive; rejects when it has none. */
  readonly describe: (path: string) => Promise<ArchiveDescription>;
}

/** The archives of the backups folder, as they lie there: also those that a person or the original system put there. */
export class Catalogue {
  readonly #dependencies: CatalogueDependencies;
  /** What was read of archives that nothing is recorded about. */
  readonly #described = new Map<
    string,
    { readonly stat: FileStat; readonly description: ArchiveDescription }
  >();

  /** Surfaces ask many times a second while tasks are worked on. */
  #last: { readonly atMs: number; readonly value: Status['last_backup'] } | undefined;

  constructor(dependencies: CatalogueDependencies) {
    this.#dependencies = dependencies;
  }

  /** Newest first. Opens only archives that it does not know yet. */
  async list(): Promise<BackupSummary[]> {
    const summaries: BackupSummary[] = [];
    for (const { name, stat } of this.#archives()) summaries.push(await this.#summary(name, stat));
    return summaries.sort((a, b) =>
      a.created_at === b.created_at ? 0 : a.created_at < b.created_at ? 1 : -1,
    );
  }

  async find(name: string): Promise<BackupSummary | undefined> {
    const stat = this.#stat(name);
    return stat && this.#summary(name, stat);
  }

  /**
   * The archive that is meant (CONTRACT §5): a `NAME` of the backups folder, with or without `.zip`; `latest`: the newest
   * verified backup that is not dated in the future, else the newest one, never a safety backup; or the absolute path of a `.zip` or a folder.
   * Throws `not_found`.
   */
  async resolve(reference: string): Promise<ResolvedArchive> {
    const { files, folder } = this.#dependencies;
    if (isAbsolute(reference)) {
      if (files.exists(reference)) return { path: reference, name: reference, inFolder: false };
      throw noSuchArchive(reference, `there is nothing at that path`);
    }
    if (reference === 'latest') {
      const regular = (await this.list()).filter(({ safety, problem }) => !safety && problem === null);
      const dated = regular.filter(({ created_at }) => this.#isPast(created_at));
      const latest =
        dated.find(({ verified_at }) => verified_at !== null) ??
        regular.find(({ verified_at }) => verified_at !== null) ??
        regular[0];
      if (latest) return { path: join(folder, latest.name), name: latest.name, inFolder: true };
      throw noSuchArchive(reference, 'there is no backup yet');
    }
    const name = reference.endsWith('.zip') ? reference : `${reference}.zip`;
    // Only a name: nothing outside the folder can be reached by it.
    if (isBackupName(name) && this.#stat(name)) return { path: join(folder, name), name, inFolder: true };
    throw noSuchArchive(reference, `${folder} holds no archive of that name`);
  }

  /** The newest backup by its name, safety backups left out; from what is known without opening anything. */
  last(): Status['last_backup'] {
    const nowMs = performance.now();
    if (this.#last === undefined || nowMs - this.#last.atMs > lastFreshMs)
      this.#last = { atMs: nowMs, value: this.#findLast() };
    return this.#last.value;
  }

  /** What keeps the folder from being listed, in words; `undefined`: nothing. */
  get problem(): string | undefined {
    try {
      this.#archives();
      return undefined;
    } catch (error) {
      return describeError(error);
    }
  }

  /** What is known of the newest backup is looked up anew. */
  refresh(): void {
    this.#last = undefined;
  }

  #findLast(): Status['last_backup'] {
    const { records } = this.#dependencies;
    let ahead: Status['last_backup'] | undefined;
    for (const { name, stat } of this.#archivesOrNone()) {
      const record = records.get(name, stat);
      if (record?.safety === true) continue;
      const createdAt = record?.created_at ?? new Date(timeOfName(name) ?? stat.modifiedMs).toISOString();
      const found = { name, created_at: createdAt, verified: (record?.verified_at ?? null) !== null };
      if (this.#isPast(createdAt)) return found;
      ahead ??= found;
    }
    return ahead ?? null;
  }

  /** When the newest verified backup not dated after `untilMs` was made, safety backups left out. */
  lastVerifiedMs(untilMs = Number.POSITIVE_INFINITY): number | undefined {
    const { records } = this.#dependencies;
    let newest: number | undefined;
    for (const { name, stat } of this.#archivesOrNone()) {
      const record = records.get(name, stat);
      if (!record || record.safety || record.verified_at === null) continue;
      const createdMs = Date.parse(record.created_at);
      if (createdMs <= untilMs) newest = Math.max(newest ?? Number.NEGATIVE_INFINITY, createdMs);
    }
    return newest;
  }

  /** Records what a verification found of an archive of the folder; `problem`: what is wrong with it. */
  async noteVerified(name: string, verifiedAt: string | null, problem: string | null): Promise<void> {
    const stat = this.#stat(name);
    if (!stat) return;
    const { name: _, ...summary } = await this.#summary(name, stat);
    await this.#dependencies.records.put(name, {
      ...summary,
      modified_ms: stat.modifiedMs,
      verified_at: verifiedAt,
      problem,
    });
  }

  /** What retention looks at. Only what this employee made or verified counts as ours. */
  retained(): RetainedArchive[] {
    const { records } = this.#dependencies;
    return this.#archives().map(({ name, stat }) => {
      const record = records.get(name, stat);
      return {
        name,
        createdMs: record ? Date.parse(record.created_at) : (timeOfName(name) ?? stat.modifiedMs),
        verified: (record?.verified_at ?? null) !== null,
        safety: record?.safety ?? false,
        ours: record?.origin === 'employee' && record.problem === null,
        auditSeq: record?.audit_head?.seq ?? 0,
      };
    });
  }

  /** Forgets what is recorded of archives that are gone. */
  async tidy(): Promise<void> {
    const { records } = this.#dependencies;
    const gone = records.names.filter((name) => this.#stat(name) === undefined);
    if (gone.length > 0) await records.forget(gone);
  }

  /** What a clock that ran ahead dated is not the latest one. */
  #isPast(createdAt: string): boolean {
    return Date.parse(createdAt) <= this.#dependencies.clock.now() + aheadMs;
  }

  /** By name, newest first. */
  #archives(): { readonly name: string; readonly stat: FileStat }[] {
    const { files, folder } = this.#dependencies;
    return files
      .names(folder)
      .filter(isBackupName)
      .sort()
      .reverse()
      .flatMap((name) => {
        const stat = this.#stat(name);
        return stat ? [{ name, stat }] : [];
      });
  }

  /** For surfaces: a folder that cannot be read now says nothing of what is in it, and `problem` says why. */
  #archivesOrNone(): { readonly name: string; readonly stat: FileStat }[] {
    try {
      return this.#archives();
    } catch {
      return [];
    }
  }

  #stat(name: string): FileStat | undefined {
    const stat = this.#dependencies.files.stat(join(this.#dependencies.folder, name));
    return stat?.kind === 'file' ? stat : undefined;
  }

  async #summary(name: string, stat: FileStat): Promise<BackupSummary> {
    const record = this.#dependencies.records.get(name, stat);
    const description = record ?? (await this.#describe(name, stat));
    const { created_at, safety, origin, contents, audit_head, problem } = description;
    return {
      name,
      created_at,
      size_bytes: stat.sizeBytes,
      verified_at: record?.verified_at ?? null,
      safety,
      contents,
      audit_head,
      origin,
      problem,
    };
  }

  async #describe(name: string, stat: FileStat): Promise<ArchiveDescription> {
    const { folder, describe } = this.#dependencies;
    const known = this.#described.get(name);
    if (known?.stat.sizeBytes === stat.sizeBytes && known.stat.modifiedMs === stat.modifiedMs)
      return known.description;
    const description = await describe(join(folder, name)).catch((error: unknown) => unreadable(name, error));
    this.#described.set(name, { stat, description });
    return description;
  }
}

function unreadable(name: string, error: unknown): ArchiveDescription {
  return {
    created_at: new Date(timeOfName(name) ?? 0).toISOString(),
    safety: false,
    origin: 'unknown',
    contents: null,
    audit_head: null,
    problem: error instanceof EmployeeError ? error.why : describeError(error),
  };
}

function noSuchArchive(reference: string, why: string): EmployeeError {
  return new EmployeeError('not_found', {
    what: `cannot find the backup ${reference}`,
    why,
    hint: 'See them with "employee backup list", or give the path of a file',
  });
}
