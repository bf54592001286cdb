import { z } from 'zod';

export const callSchema = z.strictObject({ name: z.string().max(100), params: z.unknown() });

/** `id` is the page's own number for the subscription, unique in its life. */
export const subscribeSchema = z.strictObject({
  id: z.number().int().nonnegative(),
  name: z.string().max(100),
  params: z.unknown(),
});

export const unsubscribeSchema = z.strictObject({ id: z.number().int().nonnegative() });

const ipcErrorSchema = z.object({
  code: z.string(),
  what: z.string(),
  why: z.string(),
  hint: z.string(),
});

export type IpcError = z.infer<typeof ipcErrorSchema>;
