import { z } from 'zod';

/** One call the plan proposes: a tool of a server with its exact arguments. */
export const plannedActionSchema = z.strictObject({
  server: z.string().min(1).max(200),
  tool: z.string().min(1).max(200),
  arguments: z.record(z.string(), z.unknown()),
  description: z.string().max(2_000),
});

/**
 * What a planner answers (CONTRACT §8). `confidence` is 0–1. `done: true` with actions means: these
 * actions, then finished.
 */
export const planSchema = z.strictObject({
  thought_process: z.string(),
  actions: z.array(plannedActionSchema).max(50),
  risk_assessment: z.string(),
  requires_approval: z.boolean(),
  confidence: z.number().min(0).max(1),
  done: z.boolean(),
});

export type PlannedAction = z.infer<typeof plannedActionSchema>;
export type Plan = z.infer<typeof planSchema>;
