import type { AuditEntry, AuditTrail } from '../audit/index.ts';
import { type Clock, type Random, utcDay } from '../clock/index.ts';
import type { AppendLog, Files } from '../files/index.ts';
import { type Caps, mayFitLater, type OverBudget, overBudget } from './budget.ts';
import { settledBy } from './entries.ts';
import {
  addedUp,
  ledgerLine,
  type ReadLedger,
  type ReservedLine,
  readLedger,
  type SettledLine,
} from './ledger-lines.ts';
import { type MicroUsd, usd } from './money.ts';
import { type Sum, Totals } from './totals.ts';

const compactAboveBytes = 1024 * 1024;
const dayMs = 86_400_000;

export interface CostLedgerDependencies {
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  readonly trail: Pick<AuditTrail, 'record' | 'commit' | 'query' | 'findByTask'>;
  /** `.employee/cost.jsonl`. */
  readonly path: string;
}

/** A call that is about to be made. */
export interface PlannedCall {
  readonly taskId: string;
  readonly model: string;
  /** The most it may cost; 0 where the price is not known. */
  readonly worstMicroUsd: MicroUsd;
}

/** A call whose worst case is on the disk and counts as spent until it is settled. */
export interface Reservation extends PlannedCall {
  readonly id: string;
}

/** What became of a call. */
export interface CallOutcome {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly microUsd: MicroUsd;
  readonly isLowerBound: boolean;
  /** Why it gave no usable answer; `null` when it did. */
  readonly error: string | null;
  /** What else the entry says of it. */
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * What the calls of models cost, and the caps they stop at. The worst case of a call is durable before the call; what it came
 * to is one `llm_reasoning` entry of the trail, and the same line here. A crash in between leaves the worst case standing: the
 * next start enters it into the trail, so that the sum of the entries and this ledger are one.
 */
export class CostLedger {
  readonly #dependencies: CostLedgerDependencies;
  readonly #log: AppendLog;
  readonly #totals = new Totals();
  readonly #open: Map<string, ReservedLine>;
  readonly #listeners = new Set<() => void>();
  #lastCallMs: number;

  private constructor(dependencies: CostLedgerDependencies, log: AppendLog, known: ReadLedger) {
    this.#dependencies = dependencies;
    this.#log = log;
    this.#open = new Map(known.open);
    this.#lastCallMs = known.lastCallMs;
    for (const line of known.settled) this.#totals.add(line);
  }

  /** Reads what is known, from the trail where the file is missing or damaged, and settles what a crash left open. */
  static async open(dependencies: CostLedgerDependencies): Promise<CostLedger> {
    const { files, path } = dependencies;
    const text = files.readText(path);
    const read = text === undefined ? undefined : readLedger(text);
    const known = read ?? { open: new Map(), settled: await fromTrail(dependencies), lastCallMs: 0 };
    if (text === undefined || read === undefined || text.length > compactAboveBytes) {
      const lines = [...addedUp(known.settled), ...known.open.values()];
      await files.write(path, lines.map(ledgerLine).join(''), { mode: 0o600 });
    }
    const log = files.openLog(path);
    // What follows the last line break was never acknowledged, so no call followed it.
    const wholeBytes = Buffer.byteLength(text?.slice(0, text.lastIndexOf('\n') + 1) ?? '');
    if (
      read !== undefined &&
      text !== undefined &&
      text.length <= compactAboveBytes &&
      log.sizeBytes > wholeBytes
    )
      await log.cut(wholeBytes);
    const ledger = new CostLedger(dependencies, log, known);
    await ledger.#settleLeft();
    return ledger;
  }

  /**
   * Reserves the worst case of a call, durably, or says which cap it might pass. With a signal it waits while only what other
   * calls have reserved is in the way, and rejects with the signal's reason.
   */
  async reserve(
    call: PlannedCall,
    caps: Caps | null,
    waiting?: AbortSignal,
  ): Promise<Reservation | OverBudget> {
    for (;;) {
      const over = caps && overBudget(caps, this.#spent(call.taskId), call.worstMicroUsd);
      if (!over) break;
      if (waiting === undefined || !mayFitLater(over)) return over;
      await this.#nextChange(waiting);
    }
    const id = this.#dependencies.random.hex(8);
    const line: ReservedLine = {
      kind: 'reserved',
      id,
      at: this.#dependencies.clock.now(),
      task: call.taskId,
      model: call.model,
      micro_usd: call.worstMicroUsd,
    };
    this.#open.set(id, line);
    this.#lastCallMs = line.at;
    this.#log.append(Buffer.from(ledgerLine(line)));
    await this.#log.commit();
    return { ...call, id };
  }

  /** Enters what a call came to into the trail and here. Resolves once the entry is acknowledged. */
  async settle(reservation: Reservation, outcome: CallOutcome): Promise<void> {
    this.#enter(reservation.taskId, reservation.id, reservation.model, outcome);
    await this.#dependencies.trail.commit();
  }

  /** A reservation whose call never left: nothing was spent, and no entry is made. */
  release({ id, taskId, model }: Reservation): void {
    const day = utcDay(this.#dependencies.clock.now());
    this.#note({ ...emptyLine, id, day, task: taskId, model });
  }

  /** When a call was last reserved, also by an earlier process, in milliseconds since the epoch; 0 for never. */
  get lastCallMs(): number {
    return this.#lastCallMs;
  }

  /** What the UTC day has cost so far. */
  get today(): Sum {
    return this.#totals.ofDay(utcDay(this.#dependencies.clock.now()));
  }

  ofDay(day: string): Sum {
    return this.#totals.ofDay(day);
  }

  modelsOf(day: string): ReadonlyMap<string, Sum> {
    return this.#totals.modelsOf(day);
  }

  ofTask(taskId: string): MicroUsd {
    return this.#totals.ofTask(taskId);
  }

  ofMonth(month: string): MicroUsd {
    return this.#totals.ofMonth(month);
  }

  /** Worst cases of calls that are under way. */
  get reservedMicroUsd(): MicroUsd {
    return [...this.#open.values()].reduce((sum, { micro_usd }) => sum + micro_usd, 0);
  }

  /** Calls `listener` when a sum has changed. Returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.#log.close();
  }

  async #nextChange(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const abort = () => reject(signal.reason);
    const forget = this.onChange(resolve);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await promise;
    } finally {
      forget();
      signal.removeEventListener('abort', abort);
    }
  }

  /** What is under way counts on whichever day it ends. */
  #spent(taskId: string) {
    const day = utcDay(this.#dependencies.clock.now());
    const reserved = this.reservedMicroUsd;
    const ofTask = [...this.#open.values()]
      .filter(({ task }) => task === taskId)
      .reduce((sum, { micro_usd }) => sum + micro_usd, 0);
    return {
      reserved: { task: ofTask, day: reserved, month: reserved },
      task: this.ofTask(taskId) + ofTask,
      day: this.ofDay(day).microUsd + reserved,
      month: this.ofMonth(day.slice(0, 7)) + reserved,
    };
  }

  #enter(taskId: string, id: string, model: string, outcome: CallOutcome): void {
    const entry = this.#dependencies.trail.record({
      action: 'llm_reasoning',
      taskId,
      result: outcome.error === null ? 'success' : 'failure',
      details: {
        call_id: id,
        model,
        prompt_tokens: outcome.promptTokens,
        completion_tokens: outcome.completionTokens,
        cost_usd: usd(outcome.microUsd),
        cost_is_lower_bound: outcome.isLowerBound,
        ...outcome.details,
      },
      error: outcome.error,
    });
    // The line may be lost in a crash: the entry is found by its id then.
    this.#note(settledBy(entry));
  }

  #note(line: SettledLine): void {
    if (line.id !== null) this.#open.delete(line.id);
    this.#totals.add(line);
    this.#log.append(Buffer.from(ledgerLine(line)));
    for (const listener of this.#listeners) listener();
  }

  /** Calls that were under way in a crash: their entry counts, or else their worst case. */
  async #settleLeft(): Promise<void> {
    const { trail } = this.#dependencies;
    if (this.#open.size === 0) return;
    for (const { id, at, task, model, micro_usd: worst } of [...this.#open.values()]) {
      const entries = await trail.findByTask(task, ['llm_reasoning'], utcDay(at - 2 * dayMs));
      const entry = entries.find(({ details }) => details.call_id === id);
      if (entry) this.#note(settledBy(entry));
      else
        this.#enter(task, id, model, {
          promptTokens: 0,
          completionTokens: 0,
          microUsd: worst,
          isLowerBound: worst === 0,
          error: 'The employee stopped during the call: its worst case counts',
          details: { outcome: 'unknown', cost_is_worst_case: true },
        });
    }
    await trail.commit();
    await this.#log.commit();
  }
}

const emptyLine = {
  kind: 'settled',
  calls: 0,
  prompt_tokens: 0,
  completion_tokens: 0,
  micro_usd: 0,
  unpriced: false,
} as const;

/** What the trail says of this month and the day before it: caps need no more. */
async function fromTrail({ trail, clock }: CostLedgerDependencies): Promise<readonly SettledLine[]> {
  const now = new Date(clock.now());
  const sinceMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1) - dayMs;
  const entries: readonly AuditEntry[] = await trail.query({ action: 'llm_reasoning', sinceMs });
  return entries.map(settledBy);
}
