import { z } from 'zod';
import type { CommandSchemas } from './shapes.ts';

/** The services that write logs. */
export const logServices = ['orchestrator', 'watcher'] as const;

export const logCommands = {
  'logs.tail': {
    params: z.strictObject({
      service: z.enum(logServices),
      errors: z.boolean().default(false),
      n: z.number().int().min(1).max(5_000).default(200),
    }),
    result: z.object({ lines: z.array(z.string()) }),
  },
} as const satisfies Record<string, CommandSchemas>;

export type LogServiceName = (typeof logServices)[number];
