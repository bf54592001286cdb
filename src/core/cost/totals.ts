import type { SettledLine } from './ledger-lines.ts';
import type { MicroUsd } from './money.ts';

/** Calls, tokens and money of one model or one day. */
export interface Sum {
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly microUsd: MicroUsd;
  /** The price of some of it is not known: it cost at least that. */
  readonly isLowerBound: boolean;
}

export const nothing: Sum = {
  calls: 0,
  promptTokens: 0,
  completionTokens: 0,
  microUsd: 0,
  isLowerBound: false,
};

/** What was settled, by UTC day and model, and by task. */
export class Totals {
  readonly #days = new Map<string, Map<string, Sum>>();
  readonly #tasks = new Map<string, MicroUsd>();

  add(line: SettledLine): void {
    const models = this.#days.get(line.day) ?? new Map<string, Sum>();
    this.#days.set(line.day, models);
    models.set(
      line.model,
      plus(models.get(line.model) ?? nothing, {
        calls: line.calls,
        promptTokens: line.prompt_tokens,
        completionTokens: line.completion_tokens,
        microUsd: line.micro_usd,
        isLowerBound: line.unpriced,
      }),
    );
    this.#tasks.set(line.task, this.ofTask(line.task) + line.micro_usd);
  }

  ofTask(taskId: string): MicroUsd {
    return this.#tasks.get(taskId) ?? 0;
  }

  ofDay(day: string): Sum {
    return [...(this.#days.get(day)?.values() ?? [])].reduce(plus, nothing);
  }

  /** `YYYY-MM`. */
  ofMonth(month: string): MicroUsd {
    let sum = 0;
    for (const day of this.#days.keys()) if (day.startsWith(month)) sum += this.ofDay(day).microUsd;
    return sum;
  }

  modelsOf(day: string): ReadonlyMap<string, Sum> {
    return this.#days.get(day) ?? new Map();
  }
}

function plus(a: Sum, b: Sum): Sum {
  return {
    calls: a.calls + b.calls,
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    microUsd: a.microUsd + b.microUsd,
    isLowerBound: a.isLowerBound || b.isLowerBound,
  };
}
