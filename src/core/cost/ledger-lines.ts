import { z } from 'zod';
import { readJson } from '../../shared/json.ts';

const whole = z.int().nonnegative();

const reservedSchema = z.strictObject({
  kind: z.literal('reserved'),
  id: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  task: z.string(),
  model: z.string(),
  micro_usd: whole,
});

const settledSchema = z.strictObject({
  kind: z.literal('settled'),
  /** `null` where several calls were added up. */
  id: z.string().nullable(),
  /** UTC day of the entry in the trail. */
  day: z.string(),
  task: z.string(),
  model: z.string(),
  calls: whole,
  prompt_tokens: whole,
  completion_tokens: whole,
  micro_usd: whole,
  /** The price is not known: `micro_usd` lacks it. */
  unpriced: z.boolean(),
});

const lineSchema = z.discriminatedUnion('kind', [reservedSchema, settledSchema]);

/** The worst case of a call that is about to be made. */
export type ReservedLine = z.infer<typeof reservedSchema>;
/** What a call came to, or several added up. */
export type SettledLine = z.infer<typeof settledSchema>;

/** A ledger as its file says; `undefined` when any whole line of it is not ours. */
export interface ReadLedger {
  readonly open: ReadonlyMap<string, ReservedLine>;
  readonly settled: readonly SettledLine[];
  /** When the last call was reserved, in milliseconds since the epoch; 0 for never. */
  readonly lastCallMs: number;
}

/** Reads whole lines; what a crash left behind the last line break is none. */
export function readLedger(text: string): ReadLedger | undefined {
  const open = new Map<string, ReservedLine>();
  const settled: SettledLine[] = [];
  let lastCallMs = 0;
  for (const line of text.split('\n').slice(0, -1)) {
    const read = readJson(lineSchema, line);
    if (read === undefined) return undefined;
    if (read.kind === 'reserved') {
      open.set(read.id, read);
      lastCallMs = Math.max(lastCallMs, read.at);
      continue;
    }
    if (read.id !== null) open.delete(read.id);
    settled.push(read);
  }
  return { open, settled, lastCallMs };
}

export function ledgerLine(line: ReservedLine | SettledLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** The same sums in fewer lines: one for each day, task and model. */
export function addedUp(lines: readonly SettledLine[]): readonly SettledLine[] {
  const sums = new Map<string, SettledLine>();
  for (const line of lines) {
    const key = JSON.stringify([line.day, line.task, line.model]);
    const sum = sums.get(key);
    sums.set(key, {
      ...line,
      id: null,
      calls: line.calls + (sum?.calls ?? 0),
      prompt_tokens: line.prompt_tokens + (sum?.prompt_tokens ?? 0),
      completion_tokens: line.completion_tokens + (sum?.completion_tokens ?? 0),
      micro_usd: line.micro_usd + (sum?.micro_usd ?? 0),
      unpriced: line.unpriced || (sum?.unpriced ?? false),
    });
  }
  return [...sums.values()];
}
