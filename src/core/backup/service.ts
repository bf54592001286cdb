import { join } from 'node:path';
import type { ArchiveVerification, BackupSummary } from '../../shared/backup.ts';
import { describeError } from '../../shared/errors.ts';
import type { Progress } from '../../shared/events.ts';
import { timestamp } from '../clock/index.ts';
import type { ArchiveProgress, Archives } from './archive/index.ts';
import type { Catalogue, ResolvedArchive } from './catalogue.ts';
import { BackupCreator, type CreateDependencies, type CreatedBackup } from './create.ts';
import { ExclusiveWork, type Turn } from './exclusive-work.ts';
import type { HistoryDependencies } from './history.ts';
import { ProgressMeter } from './progress.ts';
import { applyRetention, type Pruned } from './prune.ts';
import type { BackupRecords } from './records.ts';
import { type Rehearsal, rehearse } from './rehearse.ts';
import type { RetentionSettings } from './retention.ts';
import type { BackupPurpose } from './sources.ts';
import { verifyArchive } from './verify.ts';

export interface BackupServiceDependencies extends CreateDependencies {
  readonly archives: Archives;
  readonly catalogue: Catalogue;
  readonly records: BackupRecords;
  readonly retention: () => RetentionSettings;
  /** Something about the backups changed, or a long piece of work began or ended. */
  readonly changed: () => void;
  readonly progress: (progress: Progress) => void;
}

export interface WorkOptions {
  /** Aborting it cancels the work and gives its space back. */
  readonly signal?: AbortSignal | undefined;
  /** Of the caller, who holds the turn already: a restore that makes its safety backup. */
  readonly turn?: Turn | undefined;
}

/** Everything that is done with backups, one thing at a time. */
export class BackupService {
  readonly work: ExclusiveWork;
  readonly #dependencies: BackupServiceDependencies;
  readonly #creator: BackupCreator;
  readonly #history: HistoryDependencies;
  readonly #stop = new AbortController();

  constructor(dependencies: BackupServiceDependencies) {
    const { files, paths, changed } = dependencies;
    this.#dependencies = dependencies;
    this.#creator = new BackupCreator(dependencies);
    this.#history = { files, auditLogs: paths.auditLogs, internal: paths.internal.root };
    this.work = new ExclusiveWork(changed);
  }

  /** Removes what a killed process left. */
  tidy(): Promise<void> {
    return this.#creator.tidy();
  }

  /**
   * Makes a backup; a regular one is followed by retention. Throws `conflict` while other work runs, `no_space`, `io`,
   * `integrity`, or the signal's reason. A failure is recorded before it is thrown, a cancellation is none.
   */
  create(options: WorkOptions & { readonly purpose: BackupPurpose }): Promise<CreatedBackup> {
    const { purpose, turn } = options;
    return this.work.within(turn, 'backup', async () => {
      const signal = this.#signal(options.signal);
      try {
        const created = await this.#creator.create({ purpose, signal, onProgress: this.#meter('backup') });
        if (purpose === 'regular') {
          await this.#dependencies.records.note({ failing_since: null });
          await this.#retain(false);
        }
        return created;
      } catch (error) {
        if (!signal.aborted) await this.#noteFailure(purpose, error);
        throw error;
      }
    });
  }

  list(): Promise<BackupSummary[]> {
    return this.#dependencies.catalogue.list();
  }

  /** The archive a reference stands for, see `Catalogue.resolve`. */
  resolve(reference: string): Promise<ResolvedArchive> {
    return this.#dependencies.catalogue.resolve(reference);
  }

  /** Throws `integrity` when it is no archive at all; everything else that is wrong is in the result. */
  verify(reference: string, options: WorkOptions = {}): Promise<ArchiveVerification> {
    const { archives, catalogue, trail, clock } = this.#dependencies;
    return this.work.within(options.turn, 'verify', async () => {
      const archive = await catalogue.resolve(reference);
      const signal = this.#signal(options.signal);
      const note = async (problem: string | null) => {
        if (archive.inFolder)
          await catalogue.noteVerified(archive.name, problem === null ? timestamp(clock) : null, problem);
        trail.record({
          action: 'backup_verified',
          result: problem === null ? 'success' : 'failure',
          details: { name: archive.name },
          error: problem,
        });
        await trail.commit();
      };
      try {
        const meter = this.#meter('backup.verify');
        const found = await verifyArchive(archives, archive, this.#history, { signal, onProgress: meter });
        await note(found.ok ? null : (found.problems[0]?.reason ?? 'unknown'));
        return found;
      } catch (error) {
        if (!signal.aborted) await note(describeError(error));
        throw error;
      }
    });
  }

  /** Removes what retention lets go of; with `dryRun` only says so. */
  prune(options: { readonly dryRun: boolean }): Promise<Pruned> {
    return options.dryRun ? this.#retain(true) : this.work.run('backup', () => this.#retain(false));
  }

  /** Restores an archive into a scratch folder and writes a report. */
  rehearse(reference: string, options: WorkOptions = {}): Promise<Rehearsal> {
    const { trail, records, clock, paths } = this.#dependencies;
    return this.work.within(options.turn, 'rehearsal', async () => {
      const archive = await this.#dependencies.catalogue.resolve(reference);
      const rehearsal = await rehearse(
        archive,
        { ...this.#dependencies, ...this.#history, reports: join(paths.backups, 'reports') },
        { signal: this.#signal(options.signal), onProgress: this.#meter('backup.rehearsal') },
      );
      const { ok, reportPath } = rehearsal;
      await records.note({ last_rehearsal: { at: timestamp(clock), ok, report_path: reportPath } });
      trail.record({
        action: 'backup_rehearsed',
        result: ok ? 'success' : 'failure',
        details: { name: archive.name, report_path: reportPath },
      });
      await trail.commit();
      return rehearsal;
    });
  }

  /** Cancels what runs, a restore excepted, and waits for its end. Nothing begins any more. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('the employee is stopping'));
    if (this.work.running !== 'restore') await this.work.idle;
  }

  #signal(signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([signal, this.#stop.signal]) : this.#stop.signal;
  }

  #meter(work: Progress['work']): (progress: ArchiveProgress) => void {
    const meter = new ProgressMeter(work, this.#dependencies.progress);
    return (progress) => meter.tell(progress);
  }

  #retain(dryRun: boolean): Promise<Pruned> {
    return applyRetention({ ...this.#dependencies, settings: this.#dependencies.retention() }, dryRun);
  }

  async #noteFailure(purpose: BackupPurpose, error: unknown): Promise<void> {
    const { records, trail, clock } = this.#dependencies;
    const at = timestamp(clock);
    const message = describeError(error);
    trail.record({ action: 'backup_failed', result: 'failure', details: { purpose }, error: message });
    // A disk that takes nothing any more must not hide what went wrong first.
    await trail.commit().catch(() => undefined);
    const since = records.state.failing_since ?? at;
    const failure = { last_failure: { at, message }, failing_since: since };
    await records
      .note(purpose === 'regular' ? failure : { last_failure: failure.last_failure })
      .catch(() => undefined);
  }
}
