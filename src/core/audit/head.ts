import { join } from 'node:path';
import { z } from 'zod';
import type { Files, Slots } from '../files/index.ts';

const headSchema = z.object({
  install: z.string(),
  /** 0 before the first entry is acknowledged. */
  seq: z.number().int().nonnegative(),
  hash: z.string(),
  /** Where the acknowledged line lies: its file, its length, and the offset after its newline. */
  file: z.string(),
  line_bytes: z.number().int().nonnegative(),
  end_bytes: z.number().int().nonnegative(),
  /** The only place where bytes may lie that are not acknowledged. */
  tail: z.object({ file: z.string(), start_bytes: z.number().int().nonnegative() }),
  /** A break of the trail that no person has acknowledged yet. */
  break: z.object({ reason: z.string(), seq: z.number().int() }).optional(),
});

/** The acknowledged end of the trail. It is written before the first byte of a trail and of each further day file. */
export type Head = Readonly<z.infer<typeof headSchema>>;

/** The two files that take turns in holding the head, so that a torn write leaves the former one. */
export function openHeadSlots(files: Files, headFolder: string): Slots {
  return files.openSlots([join(headFolder, 'audit_head_a'), join(headFolder, 'audit_head_b')]);
}

/** `undefined` when neither slot holds a head. */
export function readHead(slots: Slots): Head | undefined {
  const parsed = headSchema.safeParse(slots.read());
  return parsed.success ? parsed.data : undefined;
}
