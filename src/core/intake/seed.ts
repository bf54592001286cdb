import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Files } from '../files/index.ts';
import { encodeLine } from './ledger-lines.ts';

/** Larger originals are not compared; they are taken as new. */
const maxBytes = 64 * 1024 * 1024;

/** A file that became a task before there was a ledger. */
export interface TakenFile {
  readonly taskId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
}

/**
 * Begins a ledger for an inbox whose files were worked on by someone else, the original system or an earlier life of this
 * workspace: files of the same name and size are taken already. Nothing is done where a ledger exists.
 */
export async function seedLedger(
  files: Files,
  paths: { readonly ledger: string; readonly inbox: string },
  taken: () => AsyncIterable<TakenFile>,
): Promise<number> {
  if (files.exists(paths.ledger)) return 0;
  const present = new Set(files.names(paths.inbox));
  if (present.size === 0) return 0;
  const lines: Buffer[] = [];
  for await (const { taskId, fileName, sizeBytes } of taken()) {
    if (!present.has(fileName)) continue;
    const path = join(paths.inbox, fileName);
    const stat = files.stat(path);
    if (stat?.kind !== 'file' || stat.sizeBytes !== sizeBytes || sizeBytes > maxBytes) continue;
    const content = files.read(path, maxBytes);
    if (content === undefined) continue;
    const sha256 = createHash('sha256').update(content).digest('hex');
    lines.push(encodeLine({ n: fileName, s: sha256, z: sizeBytes, m: stat.modifiedMs, t: taskId }));
  }
  if (lines.length === 0) return 0;
  lines.push(encodeLine({ k: 1 }));
  await files.write(paths.ledger, Buffer.concat(lines));
  return lines.length - 1;
}
