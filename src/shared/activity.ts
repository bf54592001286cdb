import { z } from 'zod';

/** How much was done, hour by hour, and what today cost. */
export const activitySchema = z.object({
  /** Whole local hours, oldest first; the last one is the hour that has begun. */
  hours: z.array(
    z.object({
      /** Start of the hour, UTC, RFC 3339. */
      start: z.string(),
      completed: z.number(),
      failed: z.number(),
      /** Requests put before the person. */
      asked: z.number(),
    }),
  ),
  /** Of the UTC day. */
  cost: z.object({
    today_usd: z.number(),
    is_lower_bound: z.boolean(),
    budget_usd: z.number().nullable(),
  }),
});

export type Activity = z.infer<typeof activitySchema>;
