import { describeError } from '../../shared/errors.ts';
import { type Clock, type Random, timestamp } from '../clock/index.ts';
import type { BackupRecords } from './records.ts';
import type { BackupService } from './service.ts';

const dayMs = 86_400_000;
const everyMs = { sample: 7 * dayMs, full: 30 * dayMs, rehearsal: 90 * dayMs };

/** What the checks need of the service. */
export type CheckedService = Pick<BackupService, 'list' | 'verify' | 'rehearse'>;

export interface ChecksDependencies {
  readonly clock: Clock;
  readonly random: Random;
  readonly records: BackupRecords;
  readonly service: CheckedService;
  /** When the workspace was made: the first check counts from there. */
  readonly sinceMs: number;
  /** A check found something wrong. */
  readonly alert: (message: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Proves that backups can be relied on, after the nightly backup: every week two archives are read back whole, the newest and one
 * by chance; every month all of them; every quarter one is restored into a scratch folder, with a report.
 */
export class BackupChecks {
  readonly #dependencies: ChecksDependencies;

  constructor(dependencies: ChecksDependencies) {
    this.#dependencies = dependencies;
  }

  /** What is due now, one after the other. */
  async runDue(): Promise<void> {
    const { records } = this.#dependencies;
    if (this.#isDue(records.state.last_rehearsal?.at, everyMs.rehearsal)) await this.#rehearse();
    if (this.#isDue(records.state.last_full_check?.at, everyMs.full)) await this.#verify('last_full_check');
    else if (this.#isDue(records.state.last_sample?.at, everyMs.sample)) await this.#verify('last_sample');
  }

  /** A check dated in the future was made by a wrong clock and counts for nothing. */
  #isDue(at: string | undefined, every: number): boolean {
    const { clock, sinceMs } = this.#dependencies;
    const lastMs = at === undefined ? sinceMs : Date.parse(at);
    return lastMs > clock.now() + dayMs || clock.now() - lastMs >= every;
  }

  async #verify(what: 'last_sample' | 'last_full_check'): Promise<void> {
    const { records, service, clock, signal } = this.#dependencies;
    const ours = (await service.list()).filter(({ origin }) => origin !== 'unknown').map(({ name }) => name);
    let ok = true;
    for (const name of what === 'last_sample' ? this.#sampleOf(ours) : ours)
      ok = (await this.#isSound(name)) && ok;
    signal.throwIfAborted();
    const found = { at: timestamp(clock), ok };
    await records.note(
      what === 'last_sample' ? { last_sample: found } : { last_full_check: found, last_sample: found },
    );
  }

  async #isSound(name: string): Promise<boolean> {
    const { service, signal, alert } = this.#dependencies;
    signal.throwIfAborted();
    try {
      const { ok, problems } = await service.verify(name, { signal });
      if (!ok) alert(`The backup ${name} is not in order: ${problems[0]?.reason ?? 'unknown'}`);
      return ok;
    } catch (error) {
      signal.throwIfAborted();
      alert(`The backup ${name} cannot be read: ${describeError(error)}`);
      return false;
    }
  }

  #sampleOf(names: readonly string[]): readonly string[] {
    const [newest, ...others] = names;
    const chosen = others[Number.parseInt(this.#dependencies.random.hex(4), 16) % Math.max(1, others.length)];
    return [newest, chosen].filter((name) => name !== undefined);
  }

  async #rehearse(): Promise<void> {
    const { service, signal, alert } = this.#dependencies;
    try {
      const { ok, reportPath } = await service.rehearse('latest', { signal });
      if (!ok) alert(`The rehearsal of a restore failed; its report is ${reportPath}`);
    } catch (error) {
      signal.throwIfAborted();
      alert(`The rehearsal of a restore failed: ${describeError(error)}`);
    }
  }
}
