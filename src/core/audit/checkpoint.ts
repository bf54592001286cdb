import { join } from 'node:path';
import type { Files } from '../files/index.ts';
import { fileSize, listDayFiles } from './day-files.ts';
import { lineHash, readMarks } from './entry.ts';
import type { Head } from './head.ts';
import { scanFor } from './lines.ts';

/** The trail up to its acknowledged head. */
export interface Checkpoint {
  readonly head: { readonly seq: number; readonly hash: string };
  readonly install: string;
  /** Day files with how many of their bytes belong to it. */
  readonly days: readonly { readonly name: string; readonly sizeBytes: number }[];
}

/** Only the file that the head names as its tail may hold more than what is acknowledged. */
export function checkpointAt(files: Files, folder: string, head: Head): Checkpoint {
  return {
    head: { seq: head.seq, hash: head.hash },
    install: head.install,
    days: listDayFiles(files, folder).map((name) => {
      const sizeBytes = fileSize(files, folder, name);
      const isTail = name === head.tail.file;
      return { name, sizeBytes: isTail ? Math.min(sizeBytes, head.tail.start_bytes) : sizeBytes };
    }),
  };
}

/** The hash of the line that a trail has at a sequence number; `undefined` when it has none. Verifies nothing. */
export async function hashAt(files: Files, folder: string, seq: number): Promise<string | undefined> {
  const needle = Buffer.from(`{"seq":${seq},"timestamp":"`);
  for (const name of listDayFiles(files, folder).reverse()) {
    let found: string | undefined;
    await scanFor(files, join(folder, name), needle, (line) => {
      if (readMarks(line, 0, line.length)?.seq === seq) found = lineHash(line);
    });
    if (found !== undefined) return found;
  }
  return undefined;
}
