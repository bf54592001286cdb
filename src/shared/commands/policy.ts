import { z } from 'zod';
import { type CommandSchemas, done, none } from './shapes.ts';

/** The rules of the handbook. */
export const policyCommands = {
  'policy.show': {
    params: none,
    result: z.object({
      /** The rules as the block has them now, in words, one line each. */
      rules: z.array(z.string()),
      problem: z.string().nullable(),
      /** The block was changed, and the stricter of old and new applies until a person confirms it. */
      unconfirmed: z.boolean(),
    }),
  },
  'policy.test': {
    params: z.strictObject({ text: z.string(), file_name: z.string() }),
    result: z.object({
      effect: z.enum(['allow', 'ask', 'forbid']),
      type: z.string(),
      amounts: z.array(z.string()),
      reasons: z.array(z.object({ rule: z.string(), effect: z.string(), text: z.string() })),
      problem: z.string().nullable(),
    }),
  },
  'policy.confirm': { params: none, result: done },
} as const satisfies Record<string, CommandSchemas>;
