import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { isSmall, sha256Of, unpackPieces, unpackSmall } from '../reading/entry-reader.ts';
import type { DirectoryEntry } from '../reading/entry-table.ts';
import type { ZipFile } from '../reading/zip-file.ts';
import { writeFully } from '../writing/spool.ts';

const usualMode = 0o644;

/** Unpacks a file to a place where nothing is yet, with its time and executable bits. Returns its SHA-256, hex. */
export async function extractEntry(
  archive: ZipFile,
  entry: DirectoryEntry,
  path: string,
  onBytes: (bytes: number) => void,
): Promise<string> {
  // Never more than the owner had, and nothing that others may write to.
  const mode = entry.mode === 0 ? usualMode : (entry.mode & 0o755) | 0o600;
  const descriptor = fs.openSync(path, 'wx', mode);
  try {
    const sha256 = isSmall(entry)
      ? writeSmall(descriptor, unpackSmall(archive, entry))
      : await writePieces(descriptor, unpackPieces(archive, entry), onBytes);
    // As a date: a negative number would mean the present time.
    const modified = new Date(entry.modifiedMs);
    fs.futimesSync(descriptor, modified, modified);
    return sha256;
  } finally {
    fs.closeSync(descriptor);
  }
}

function writeSmall(descriptor: number, contents: Buffer): string {
  writeFully(descriptor, contents, 0);
  return sha256Of(contents);
}

async function writePieces(
  descriptor: number,
  pieces: AsyncIterable<Buffer>,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  let position = 0;
  for await (const piece of pieces) {
    writeFully(descriptor, piece, position);
    hash.update(piece);
    position += piece.byteLength;
    onBytes(piece.byteLength);
  }
  return hash.digest('hex');
}
