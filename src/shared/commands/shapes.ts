import { z } from 'zod';

/** Parameters of a command that takes none. */
export const none = z.strictObject({});

/** Ids are also file names: nothing longer can name a file. */
export const taskIdParameter = z.string().min(1).max(200);

/** What a command answers that only does something: one sentence for a person. */
export const done = z.object({ message: z.string() });

/** The two schemas of a command. */
export interface CommandSchemas {
  readonly params: z.ZodType;
  readonly result: z.ZodType;
}
