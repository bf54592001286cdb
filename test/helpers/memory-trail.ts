import type { AuditEntry, AuditEvent, AuditQuery } from '../../src/core/audit/index.ts';
import { type Clock, timestamp } from '../../src/core/clock/index.ts';

/** A trail in memory, for what is built on one. Entries count once they are committed, as in the real one. */
export class MemoryTrail {
  readonly entries: AuditEntry[] = [];
  readonly #clock: Clock;
  #queued: AuditEntry[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  record({ action, taskId = null, result = 'success', details = {}, error = null }: AuditEvent): AuditEntry {
    const seq = this.entries.length + this.#queued.length + 1;
    const entry: AuditEntry = {
      seq,
      timestamp: timestamp(this.#clock),
      action,
      task_id: taskId,
      result,
      details: JSON.parse(JSON.stringify(details)),
      error,
      prev: '',
      signature: '',
    };
    this.#queued.push(entry);
    return entry;
  }

  async commit(): Promise<void> {
    this.entries.push(...this.#queued);
    this.#queued = [];
  }

  /** What a crash takes: entries nobody waited for. */
  crash(): void {
    this.#queued = [];
  }

  async query({ action, sinceMs = 0 }: AuditQuery): Promise<AuditEntry[]> {
    return this.entries.filter((entry) => entry.action === action && Date.parse(entry.timestamp) >= sinceMs);
  }

  async findByTask(taskId: string, actions: readonly string[] = []): Promise<AuditEntry[]> {
    return this.entries.filter((entry) => entry.task_id === taskId && actions.includes(entry.action));
  }

  /** What the calls of models cost by their entries, in micro-dollars. */
  costMicroUsd(day?: string): number {
    return this.entries
      .filter(
        (entry) => entry.action === 'llm_reasoning' && (day === undefined || entry.timestamp.startsWith(day)),
      )
      .reduce((sum, { details }) => sum + Math.round(Number(details.cost_usd) * 1e6), 0);
  }
}
