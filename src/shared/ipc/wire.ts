import { z } from 'zod';

const pagesNumber = z.number().int().nonnegative();

/** `id` is the page's own number for a request it may take back, unique in its life. */
export const callSchema = z.strictObject({
  id: pagesNumber.optional(),
  name: z.string().max(100),
  params: z.unknown(),
});

/** Takes a request back: what listens to its signal ends, the rest is done and answered. */
export const cancelSchema = z.strictObject({ id: pagesNumber });

/** `id` is the page's own number for the subscription, unique in its life. */
export const subscribeSchema = z.strictObject({
  id: pagesNumber,
  name: z.string().max(100),
  params: z.unknown(),
});

export const unsubscribeSchema = z.strictObject({ id: pagesNumber });

const ipcErrorSchema = z.object({
  code: z.string(),
  what: z.string(),
  why: z.string(),
  hint: z.string(),
});

export type IpcError = z.infer<typeof ipcErrorSchema>;
