import { describeError, EmployeeError, isSystemError } from '../../shared/errors.ts';
import type { Clock } from '../clock/index.ts';
import type { FileStat } from '../files/index.ts';
import type { Drop, TaskSink } from './drop.ts';
import type { Promised } from './drop-maker.ts';
import type { Ledger } from './ledger.ts';
import type { Troubles } from './troubles.ts';

/** A settled file, read and decoded, before it is handed over. */
export interface PreparedDrop {
  readonly name: string;
  readonly stat: FileStat;
  readonly sha256: string;
  readonly drop: Drop;
}

const firstRetryMs = 500;
const lastRetryMs = 30_000;
/** With this many drops that the sink does not store, no more are taken. */
const mostPending = 16;

/**
 * Hands drops to the sink in two phases: ledger line durable, then task stored. What the sink fails to store stays here
 * and is offered again under the same ids.
 */
export class Delivery {
  readonly #dependencies: {
    readonly clock: Clock;
    readonly ledger: Ledger;
    readonly sink: TaskSink;
    readonly troubles: Troubles;
    readonly promised: Map<string, Promised>;
  };
  #pending: readonly Drop[] = [];
  #retryMs = firstRetryMs;
  #retryAtMs: number | undefined;

  constructor(dependencies: {
    readonly clock: Clock;
    readonly ledger: Ledger;
    readonly sink: TaskSink;
    readonly troubles: Troubles;
    readonly promised: Map<string, Promised>;
  }) {
    this.#dependencies = dependencies;
  }

  get pending(): number {
    return this.#pending.length;
  }

  /** The sink stores nothing at present: taking more would only fill the memory. */
  get isBlocked(): boolean {
    return this.#pending.length >= mostPending;
  }

  /** When to try again, in epoch milliseconds; `undefined` when nothing failed. */
  get retryAtMs(): number | undefined {
    return this.#retryAtMs;
  }

  /** Whatever failed is due for another attempt at once. */
  hurry(): void {
    if (this.#retryAtMs !== undefined) this.#retryAtMs = 0;
  }

  /** Resolves when the drops are stored, or kept for a later attempt. */
  async offer(prepared: readonly PreparedDrop[]): Promise<void> {
    const { ledger, promised } = this.#dependencies;
    for (const { name, stat, sha256, drop } of prepared) {
      const { sizeBytes, modifiedMs } = stat;
      const { taskId, supersedes } = drop;
      ledger.take(name, { sha256, sizeBytes, modifiedMs, taskId, supersedes, refused: undefined });
      promised.delete(name);
    }
    this.#pending = [...this.#pending, ...prepared.map(({ drop }) => drop)];
    if (prepared.length > 0) await this.attempt();
  }

  /** Offers what is pending; never rejects, a failure shows in the status. */
  async attempt(): Promise<void> {
    const { clock, ledger, troubles } = this.#dependencies;
    const drops = this.#pending;
    this.#retryAtMs = undefined;
    let failure: unknown;
    let left = drops;
    try {
      await ledger.commit();
      ({ left, failure } = await this.#accept(drops));
    } catch (error) {
      failure = error;
    }
    this.#pending = left;
    if (left.length === 0) {
      this.#retryMs = firstRetryMs;
      troubles.clear('store');
      this.acknowledge();
      return;
    }
    const reason = describeError(failure);
    troubles.report(
      'store',
      `${left.length} dropped files cannot be stored yet, and are tried again: ${reason}`,
    );
    this.#retryAtMs = clock.now() + this.#retryMs;
    this.#retryMs = Math.min(this.#retryMs * 2, lastRetryMs);
  }

  /** Marks in the ledger that nothing is outstanding. */
  acknowledge(): void {
    if (this.#pending.length === 0 && this.#dependencies.promised.size === 0)
      this.#dependencies.ledger.acknowledge();
  }

  /** Halves a batch that fails, down to the drops that fail alone: one bad drop holds up no other. */
  async #accept(drops: readonly Drop[]): Promise<{ left: readonly Drop[]; failure?: unknown }> {
    if (drops.length === 0) return { left: [] };
    try {
      await this.#dependencies.sink.accept(drops);
      await this.#withdrawFormer(drops);
      return { left: [] };
    } catch (failure) {
      if (drops.length === 1 || isDiskFull(failure)) return { left: drops, failure };
      const half = Math.ceil(drops.length / 2);
      const first = await this.#accept(drops.slice(0, half));
      const second = await this.#accept(drops.slice(half));
      return { left: [...first.left, ...second.left], failure };
    }
  }

  /** Only after the new task is stored: a crash in between must not lose both. */
  async #withdrawFormer(drops: readonly Drop[]): Promise<void> {
    for (const { taskId, supersedes } of drops) {
      if (supersedes !== undefined) await this.#dependencies.sink.withdraw(supersedes, taskId);
    }
  }
}

/** A full disk is no drop's fault: trying each alone would only repeat it. */
function isDiskFull(error: unknown): boolean {
  if (error instanceof EmployeeError) return error.code === 'no_space';
  return isSystemError(error, 'ENOSPC', 'EDQUOT');
}
