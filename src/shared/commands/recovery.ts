import { z } from 'zod';
import { type CommandSchemas, done, none, taskIdParameter } from './shapes.ts';

/** Puts right what an interruption left. */
export const recoveryCommands = {
  'recover.resolve': {
    params: z.strictObject({ id: taskIdParameter, outcome: z.enum(['happened', 'did_not_happen', 'retry']) }),
    result: done,
  },
  'recover.clean-stuck': { params: none, result: done.extend({ returned: z.array(z.string()) }) },
  'recover.reset-pending': { params: none, result: done.extend({ returned: z.array(z.string()) }) },
} as const satisfies Record<string, CommandSchemas>;
