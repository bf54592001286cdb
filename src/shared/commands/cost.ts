import { z } from 'zod';
import { type CommandSchemas, done, none } from './shapes.ts';

const sumSchema = z.object({
  calls: z.number(),
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  cost_usd: z.number(),
  /** The price of some of it is not known: it cost at least that. */
  lower_bound: z.boolean(),
});

/** What `employee cost` prints (CONTRACT §5). */
export const costReportSchema = z.object({
  /** UTC days, the newest first. */
  days: z.array(sumSchema.extend({ date: z.string(), by_model: z.record(z.string(), sumSchema) })),
  /** Caps and what is left of them, after what calls under way may still cost; `null`: no cap. */
  budget: z.object({
    day_usd: z.number(),
    day_left_usd: z.number(),
    month_usd: z.number().nullable(),
    month_left_usd: z.number().nullable(),
    month_spent_usd: z.number(),
    task_usd: z.number().nullable(),
    reserved_usd: z.number(),
  }),
});

const perMillion = z.number().min(0).max(1_000_000);

/** A model's price; dollars for a million tokens. */
export const priceSchema = z.object({
  model: z.string(),
  input_usd: z.number().nullable(),
  output_usd: z.number().nullable(),
  /** `own`: said by the person · `table`: published on `as_of` · `unlimited`: the person said it need not be known. */
  source: z.enum(['own', 'table', 'unlimited', 'unknown']),
  as_of: z.string().nullable(),
});

/** What the model costs. */
export const costCommands = {
  cost: {
    params: z.strictObject({ days: z.number().int().min(1).max(366).default(7) }),
    result: costReportSchema,
  },
  /** The person's own prices, the table, and the model that plans. */
  'cost.prices': { params: none, result: z.array(priceSchema) },
  /** `price`: dollars for a million tokens, `unlimited`, or `null` to forget what the person said. */
  'cost.set-price': {
    params: z.strictObject({
      model: z.string().min(1).max(200),
      price: z.union([
        z.strictObject({ input_usd: perMillion, output_usd: perMillion }),
        z.literal('unlimited'),
        z.null(),
      ]),
    }),
    result: done,
  },
} as const satisfies Record<string, CommandSchemas>;

export type CostReport = z.infer<typeof costReportSchema>;
export type PriceEntry = z.infer<typeof priceSchema>;
