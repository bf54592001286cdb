import { z } from 'zod';
import { auditEntrySchema, auditVerificationSchema } from '../audit.ts';
import { type CommandSchemas, done, none } from './shapes.ts';

/** RFC 3339 time or `YYYY-MM-DD` (UTC). */
const moment = z.string().max(40);

/** The trail. */
export const auditCommands = {
  'audit.verify': {
    params: z.strictObject({ deep: z.boolean().default(false), public_key: z.string().optional() }),
    result: auditVerificationSchema,
  },
  'audit.tail': {
    params: z.strictObject({ n: z.number().int().min(1).max(10_000).default(20) }),
    result: z.array(auditEntrySchema),
  },
  'audit.query': {
    params: z.strictObject({
      task: z.string().max(200).optional(),
      /** An action's name, or the beginning of names followed by `*`. */
      action: z.string().max(100).optional(),
      /** Inclusive. */
      since: moment.optional(),
      /** Exclusive. */
      until: moment.optional(),
      /** Occurs anywhere in the entry; case does not count. */
      text: z.string().max(200).optional(),
      /** Only entries before this sequence number: the way to the next page. */
      before_seq: z.number().int().positive().optional(),
      limit: z.number().int().min(1).max(10_000).default(100),
    }),
    /** The newest entries that match, in the order of `seq`. */
    result: z.array(auditEntrySchema),
  },
  'audit.export': {
    params: z.strictObject({
      format: z.enum(['jsonl', 'csv']),
      /** Absolute path of a file that does not exist yet; `.zip`: packed, with how to prove it. */
      path: z.string().min(1),
      since: moment.optional(),
      until: moment.optional(),
    }),
    result: done.extend({ path: z.string(), entries: z.number() }),
  },
  /** What is proven, by which key, and since when. */
  'audit.state': {
    params: none,
    result: z.object({
      install_id: z.string(),
      /** Base64 of the raw Ed25519 key of the genesis entry: whoever has it can verify everything. */
      public_key: z.string(),
      /** Time of the genesis entry. */
      since: z.string().nullable(),
      head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
      last_verified: z
        .object({ at: z.string(), integrity: z.enum(['OK', 'COMPROMISED']), entries: z.number() })
        .nullable(),
      problem: z.string().nullable(),
    }),
  },
} as const satisfies Record<string, CommandSchemas>;
