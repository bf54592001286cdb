import type { CommandResult } from '../../shared/api.ts';
import type { HealthCheck } from '../../shared/status.ts';
import type { Clock } from '../clock/index.ts';
import { type Files, isInside } from '../files/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { BackupRecords } from './records.ts';
import type { RetentionSettings } from './retention.ts';
import type { BackupScheduler } from './scheduler.ts';
import type { BackupService } from './service.ts';

const dayMs = 86_400_000;
/** After so many days without a verified backup it is an alarm, and after so many it is critical. */
const alarmDays = 2;
const criticalDays = 4;

export interface OverviewDependencies {
  readonly files: Files;
  readonly clock: Clock;
  /** Absolute path of `backups/`. */
  readonly folder: string;
  readonly workspaceRoot: string;
  readonly catalogue: Catalogue;
  readonly records: BackupRecords;
  readonly service: { readonly work: Pick<BackupService['work'], 'running'> };
  readonly scheduler: Pick<BackupScheduler, 'nextMs'>;
  readonly retention: () => RetentionSettings;
  readonly secondFolder: () => string | null;
  readonly isScheduled: () => boolean;
  readonly freeBytes: (folder: string) => number | undefined;
  /** When the workspace was made. */
  readonly sinceMs: number;
}

type BackupState = CommandResult<'backup.state'>;

/** How backups fare: the state that windows show, and the finding of the health check. */
export class BackupOverview {
  readonly #dependencies: OverviewDependencies;

  constructor(dependencies: OverviewDependencies) {
    this.#dependencies = dependencies;
  }

  state(): BackupState {
    const { records, service, scheduler, retention } = this.#dependencies;
    const { days, weekly, monthly, yearly } = retention();
    const { running } = service.work;
    const nextMs = scheduler.nextMs();
    const { last_failure, last_sample, last_full_check, last_rehearsal } = records.state;
    return {
      running: running === 'restore' ? null : (running ?? null),
      next_at: nextMs === undefined ? null : new Date(nextMs).toISOString(),
      retention: { days, weekly, monthly, yearly },
      destinations: this.#destinations(),
      last_failure: last_failure && { ...last_failure },
      last_sample: last_sample && { ...last_sample },
      last_full_check: last_full_check && { ...last_full_check },
      last_rehearsal: last_rehearsal && { ...last_rehearsal },
      warnings: [...this.#warnings()],
    };
  }

  health(): HealthCheck {
    const { clock, catalogue, records, isScheduled, sinceMs } = this.#dependencies;
    const now = clock.now();
    const last = catalogue.last();
    const lastMs = catalogue.lastVerifiedMs(now + dayMs);
    const details = {
      last_backup: last,
      failing_since: records.state.failing_since,
      warnings: [...this.#warnings()],
    };
    const unreadable = catalogue.problem;
    if (unreadable !== undefined)
      return { status: 'DEGRADED', message: `The backups cannot be looked at: ${unreadable}`, details };
    const failure = records.state.failing_since === null ? undefined : records.state.last_failure?.message;
    const days = (now - (lastMs ?? sinceMs)) / dayMs;
    if (isScheduled() && days >= alarmDays) {
      const age =
        lastMs === undefined
          ? 'There is no verified backup'
          : `The last verified backup is ${Math.floor(days)} days old`;
      const message = failure === undefined ? age : `${age}: ${failure}`;
      return { status: days >= criticalDays ? 'UNHEALTHY' : 'DEGRADED', message, details };
    }
    if (failure !== undefined)
      return { status: 'DEGRADED', message: `The last backup failed: ${failure}`, details };
    const second = this.#destinations().find((place) => place.second)?.problem ?? null;
    if (second !== null)
      return {
        status: 'DEGRADED',
        message: `Backups are not copied to their second place: ${second}`,
        details,
      };
    const bad = this.#failedChecks();
    if (bad.length > 0) return { status: 'DEGRADED', message: bad.join('; '), details };
    const message = last === null ? 'No backup yet' : `Last backup ${last.created_at}`;
    return {
      status: 'HEALTHY',
      message: isScheduled() ? message : `${message}; the schedule is off`,
      details,
    };
  }

  #failedChecks(): readonly string[] {
    const { last_sample, last_full_check, last_rehearsal } = this.#dependencies.records.state;
    return [
      last_sample?.ok === false ? 'A backup failed the weekly check' : undefined,
      last_full_check?.ok === false ? 'A backup failed the monthly check' : undefined,
      last_rehearsal?.ok === false
        ? `The rehearsal of a restore failed: ${last_rehearsal.report_path}`
        : undefined,
    ].filter((sentence) => sentence !== undefined);
  }

  #destinations(): BackupState['destinations'] {
    const { folder, secondFolder } = this.#dependencies;
    const second = secondFolder();
    return [
      { ...this.#destination(folder), second: false },
      ...(second === null ? [] : [this.#second(second)]),
    ];
  }

  #second(path: string): BackupState['destinations'][number] {
    const { workspaceRoot } = this.#dependencies;
    const destination = { ...this.#destination(path), second: true };
    const isOwn = path === workspaceRoot || isInside(workspaceRoot, path);
    return isOwn
      ? { ...destination, problem: 'It lies inside the workspace; choose a folder elsewhere' }
      : destination;
  }

  #destination(path: string): Omit<BackupState['destinations'][number], 'second'> {
    const { files, workspaceRoot, freeBytes } = this.#dependencies;
    const device = files.stat(path)?.device;
    const own = files.stat(workspaceRoot)?.device;
    return {
      path,
      same_disk: device === undefined || own === undefined ? null : device === own,
      free_bytes: freeBytes(path) ?? null,
      problem: device === undefined ? 'It is not there' : null,
    };
  }

  #warnings(): readonly string[] {
    const { isScheduled, secondFolder } = this.#dependencies;
    const destinations = this.#destinations();
    const elsewhere = destinations.some(({ same_disk, problem }) => same_disk === false && problem === null);
    return [
      ...(isScheduled() ? [] : ['The schedule is off: backups are only made by hand']),
      ...(elsewhere ||
      (secondFolder() !== null && destinations.some(({ second, problem }) => second && problem !== null))
        ? []
        : [
            'All backups lie on the disk of the workspace: have them copied to a folder on another disk, or to one that is synced',
          ]),
      ...destinations.flatMap(({ path, problem }) => (problem === null ? [] : [`${path}: ${problem}`])),
    ];
  }
}
