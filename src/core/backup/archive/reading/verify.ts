import { createHash } from 'node:crypto';
import type { ArchiveProgress, Problem, VerifiedArchive } from '../model.ts';
import { type ArchiveContents, readContents } from './contents.ts';
import { placeOrder } from './directory.ts';
import { isSmall, type PackedEntry, sha256Of, unpackPieces, unpackSmall } from './entry-reader.ts';
import { ArchiveRefusal } from './refusal.ts';
import { ZipFile } from './zip-file.ts';

const listedProblems = 100;

/** Reads every byte of an archive against its directory and its manifest. Throws system errors only. */
export async function verifyArchive(
  path: string,
  step: ArchiveProgress['step'],
  onProgress: (progress: ArchiveProgress) => void,
): Promise<VerifiedArchive> {
  const problems: Problem[] = [];
  let problemCount = 0;
  const report = (problem: Problem) => {
    problemCount += 1;
    if (problems.length < listedProblems) problems.push(problem);
  };
  let contents: ArchiveContents | undefined;
  let file: ZipFile | undefined;
  const done = { files: 0, bytes: 0, hashedFiles: 0 };
  try {
    file = ZipFile.open(path);
    contents = await readContents(file, report);
    if (problemCount === 0) await readAll(file, contents, report, done, step, onProgress);
  } catch (error) {
    if (!(error instanceof ArchiveRefusal)) throw error;
    report({ path: error.path, reason: error.message });
  } finally {
    file?.close();
  }
  return {
    ok: problemCount === 0,
    origin: contents?.origin ?? 'unknown',
    ...done,
    problems,
    problemCount,
    digest: contents?.digest ?? null,
  };
}

async function readAll(
  file: ZipFile,
  { table, metadataEntry }: ArchiveContents,
  report: (problem: Problem) => void,
  done: { files: number; bytes: number; hashedFiles: number },
  step: ArchiveProgress['step'],
  onProgress: (progress: ArchiveProgress) => void,
): Promise<void> {
  for (const entry of placeOrder(table)) {
    if (entry === metadataEntry) continue;
    const packed = table.at(entry);
    try {
      const sha256 = table.sha256(entry);
      const found = await hashOf(file, packed);
      if (sha256 !== null && sha256 !== found) {
        throw new ArchiveRefusal('its contents do not fit the hash in the manifest', packed.name);
      }
      if (sha256 !== null) done.hashedFiles += 1;
    } catch (error) {
      if (!(error instanceof ArchiveRefusal)) throw error;
      report({ path: packed.name, reason: error.message });
    }
    if (table.isFolder(entry)) continue;
    done.files += 1;
    done.bytes += packed.sizeBytes;
    onProgress({ step, done: { files: done.files, bytes: done.bytes }, total: null });
  }
}

/** Checks size and CRC on the way. */
async function hashOf(file: ZipFile, entry: PackedEntry): Promise<string> {
  if (isSmall(entry)) return sha256Of(unpackSmall(file, entry));
  const hash = createHash('sha256');
  for await (const piece of unpackPieces(file, entry)) hash.update(piece);
  return hash.digest('hex');
}
