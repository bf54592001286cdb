import { z } from 'zod';
import { readJson } from '../../shared/json.ts';
import { nextTurn } from '../clock/index.ts';
import type { Files } from '../files/index.ts';

/**
 * Lines of the ledger. Short names, because there is one line per file that was ever dropped:
 * `n` name, `s` SHA-256, `z` size in bytes, `m` mtime in milliseconds, `t` task id, `u` task superseded,
 * `r` refused and why; neither `t` nor `r`: new times of the same content; `x` removed from the inbox, `i` identity of the inbox folder for the lines that follow,
 * `k` everything above is acknowledged by the sink.
 */
const lineSchema = z.union([
  z.strictObject({
    n: z.string(),
    s: z.string(),
    z: z.number(),
    m: z.number(),
    t: z.string(),
    u: z.string().optional(),
  }),
  z.strictObject({
    n: z.string(),
    s: z.string().optional(),
    z: z.number(),
    m: z.number(),
    r: z.enum(['extension', 'content', 'kind', 'name']),
  }),
  z.strictObject({ n: z.string(), z: z.number(), m: z.number() }),
  z.strictObject({ n: z.string(), x: z.literal(1) }),
  z.strictObject({ i: z.string() }),
  z.strictObject({ k: z.literal(1) }),
]);

export type LedgerLine = z.infer<typeof lineSchema>;

/** A line of the ledger with its newline. */
export function encodeLine(line: LedgerLine): Buffer {
  return Buffer.from(`${JSON.stringify(line)}\n`);
}

/** Result of reading a ledger: how many lines it has, how many make no sense, and where a torn last line begins. */
export interface LedgerRead {
  readonly lines: number;
  readonly damaged: number;
  readonly intactBytes: number;
}

const chunkBytes = 256 * 1024;
const newline = 10;

/** Visits the lines in order, in constant memory, leaving the event loop free. */
export async function readLines(
  files: Files,
  path: string,
  visit: (line: LedgerLine) => void,
  signal: AbortSignal,
): Promise<LedgerRead> {
  if (files.stat(path)?.kind !== 'file') return { lines: 0, damaged: 0, intactBytes: 0 };
  const descriptor = files.fileSystem.open(path, 'read');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  let rest = Buffer.alloc(0);
  let position = 0;
  let lines = 0;
  let damaged = 0;
  try {
    for (;;) {
      const count = files.fileSystem.read(descriptor, chunk, position);
      if (count === 0) break;
      position += count;
      const bytes = Buffer.concat([rest, chunk.subarray(0, count)]);
      let start = 0;
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
        const line = readJson(lineSchema, bytes.toString('utf8', start, end));
        if (line) visit(line);
        else damaged += 1;
        lines += 1;
        start = end + 1;
      }
      rest = Buffer.from(bytes.subarray(start));
      await nextTurn();
      signal.throwIfAborted();
    }
  } finally {
    files.fileSystem.close(descriptor);
  }
  return { lines, damaged, intactBytes: position - rest.length };
}
