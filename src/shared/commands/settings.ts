import { z } from 'zod';
import { type CommandSchemas, done, none } from './shapes.ts';

export const settingSchema = z.object({
  key: z.string(),
  value: z.unknown(),
  source: z.string(),
  description: z.string(),
});

/** Where a secret is known from. Its value never leaves the employee. */
export const secretSchema = z.object({
  name: z.string(),
  source: z.enum(['environment', '.env', 'store']),
  /** How the store keeps it: encrypted by the system's keychain, or readable by whoever reads the file. */
  protection: z.enum(['encrypted', 'file']).nullable(),
});

const secretName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, 'expected a name such as OPENAI_API_KEY');

/** Settings and secrets. */
export const settingCommands = {
  'config.list': { params: none, result: z.array(settingSchema) },
  'config.get': { params: z.strictObject({ key: z.string() }), result: settingSchema },
  'config.set': {
    /** `null` puts the default back. */
    params: z.strictObject({ key: z.string(), value: z.string().nullable() }),
    result: settingSchema,
  },
  'secret.list': { params: none, result: z.array(secretSchema) },
  'secret.set': {
    params: z.strictObject({ name: secretName, value: z.string().min(1).max(10_000) }),
    result: done,
  },
  'secret.delete': { params: z.strictObject({ name: secretName }), result: done },
} as const satisfies Record<string, CommandSchemas>;

export type Setting = z.infer<typeof settingSchema>;
export type SecretSummary = z.infer<typeof secretSchema>;
