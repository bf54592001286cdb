import { z } from 'zod';
import { activitySchema } from '../activity.ts';
import { auditEntrySchema } from '../audit.ts';
import { healthSchema, statusSchema } from '../status.ts';
import { type CommandSchemas, done, none } from './shapes.ts';

/** State of the whole and its life cycle. */
export const systemCommands = {
  status: { params: none, result: statusSchema },
  health: { params: none, result: healthSchema },
  activity: {
    params: z.strictObject({ hours: z.number().int().min(1).max(168).default(24) }),
    result: activitySchema,
  },
  stop: { params: z.strictObject({ now: z.boolean().default(false) }), result: done },
  pause: { params: none, result: done },
  resume: { params: none, result: done },
  validate: {
    params: none,
    result: z.object({
      passed: z.boolean(),
      task_id: z.string().nullable(),
      duration_ms: z.number(),
      audit: z.array(auditEntrySchema),
      message: z.string(),
    }),
  },
} as const satisfies Record<string, CommandSchemas>;
