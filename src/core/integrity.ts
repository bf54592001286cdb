import type { AuditVerification } from '../shared/audit.ts';
import { type AuditTrail, type Genesis, genesisOf } from './audit/index.ts';
import { type Clock, timestamp } from './clock/index.ts';

export interface IntegrityDependencies {
  readonly clock: Clock;
  readonly installId: string;
  readonly trail: AuditTrail;
  readonly verify: (options: { deep: boolean }, signal?: AbortSignal) => Promise<AuditVerification>;
  /** Told once when a break is found. */
  readonly broken: (reason: string) => void;
  readonly failed: (error: unknown) => void;
}

export interface LastVerified {
  readonly at: string;
  readonly integrity: AuditVerification['integrity'];
  readonly entries: number;
}

/** What is known about the integrity of the trail: a break, once found, stays known until the next start finds none. */
export class Integrity {
  readonly #dependencies: IntegrityDependencies;
  #found: string | undefined;
  #lastVerified: LastVerified | undefined;
  #genesis: Genesis | undefined;

  constructor(dependencies: IntegrityDependencies) {
    this.#dependencies = dependencies;
  }

  /** Why the trail cannot be trusted; `undefined` when nothing speaks against it. */
  get problem(): string | undefined {
    return this.#dependencies.trail.compromised?.reason ?? this.#found;
  }

  /** The newest verification since the start. */
  get lastVerified(): LastVerified | undefined {
    return this.#lastVerified;
  }

  /** The entry that introduced this install's first key. */
  async genesis(): Promise<Genesis | undefined> {
    const { trail, installId } = this.#dependencies;
    this.#genesis ??= genesisOf(await trail.query({ action: 'audit_genesis' }), installId);
    return this.#genesis;
  }

  /** Looks at the whole trail in the background; the work goes on meanwhile. */
  check(signal: AbortSignal): void {
    this.#dependencies
      .verify({ deep: false }, signal)
      .then((report) => this.learn(report))
      .catch((error: unknown) => {
        if (!signal.aborted) this.#dependencies.failed(error);
      });
  }

  /** Takes note of a verification, whoever asked for it. */
  learn(report: AuditVerification): void {
    const [defect] = report.invalid_details;
    const { integrity, total_entries: entries } = report;
    this.#lastVerified = { at: timestamp(this.#dependencies.clock), integrity, entries };
    if (report.integrity === 'OK' || this.#found !== undefined) return;
    this.#found = defect ? `${defect.file}: ${defect.reason}` : 'the verification failed';
    this.#dependencies.broken(this.#found);
  }
}
