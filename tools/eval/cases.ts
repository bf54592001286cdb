import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** One thing a plan does, or must not do. */
const conditionSchema = z.union([
  /** A draft in the vault's `Drafts/`. */
  z.strictObject({ draft: z.literal(true) }),
  z.strictObject({ done: z.literal(true) }),
  z.strictObject({ no_actions: z.literal(true) }),
  /** The plan asks for a person's approval by itself. */
  z.strictObject({ asks: z.literal(true) }),
  /** One of the words stands anywhere in the plan; case does not count. */
  z.strictObject({ says: z.array(z.string()).min(1) }),
  /** One of the words stands in the arguments of an action, other than in the text of a note. */
  z.strictObject({ acts_on: z.array(z.string()).min(1) }),
]);

const caseSchema = z.strictObject({
  name: z.string(),
  language: z.enum(['en', 'de', 'ur', 'mixed']),
  kind: z.enum(['everyday', 'long', 'hostile']),
  file_name: z.string(),
  text: z.string(),
  /** The text that many times. */
  repeat: z.int().positive().default(1),
  must: z.array(conditionSchema),
  must_not: z.array(conditionSchema),
});

export type Condition = z.infer<typeof conditionSchema>;
/** A dropped file, and what a good plan for it does and does not do. */
export type PlanCase = z.infer<typeof caseSchema>;

/** The evaluation set, in order. Throws when a file of it is not what it should be. */
export function readCases(folder: string): readonly PlanCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => caseSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}
