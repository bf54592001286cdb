import { z } from 'zod';
import { logServices } from '../commands/logs.ts';
import { none } from '../commands/shapes.ts';
import { progressSchema } from '../events.ts';
import { placeSchema, preferencesSchema, shellStateSchema, wizardPlaceSchema } from '../shell.ts';
import { statusSchema } from '../status.ts';

/** What changed since the last message, gathered for a frame or two: look at it again. */
export const changesSchema = z.object({
  /** Ids of changed tasks; `null`: too many to name. */
  tasks: z.array(z.string()).nullable(),
  approvals: z.boolean(),
  settings: z.boolean(),
  backups: z.boolean(),
});

/**
 * What the app pushes to the window. The first message of `status`, `shell`, `preferences`, `place` and `wizard` follows
 * the subscription at once; none of them comes more than about forty times a second.
 */
export const topics = {
  status: { params: none, message: statusSchema },
  changes: { params: none, message: changesSchema },
  progress: { params: none, message: progressSchema },
  shell: { params: none, message: shellStateSchema },
  preferences: { params: none, message: preferencesSchema },
  /** Where the tray, a toast or a second start wants the window to be. */
  place: { params: none, message: placeSchema },
  /** What the restore wizard is to begin with, told anew each time it is asked for. */
  wizard: { params: none, message: wizardPlaceSchema },
  /** The newest lines of a service log (`begins`), then those that are written after them: none missing, none twice. */
  log: {
    params: z.strictObject({ service: z.enum(logServices), errors: z.boolean() }),
    message: z.object({ lines: z.array(z.string()), begins: z.boolean() }),
  },
} as const satisfies Record<string, { params: z.ZodType; message: z.ZodType }>;

export type Changes = z.infer<typeof changesSchema>;
