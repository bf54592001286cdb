import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EmployeeError } from '../../../../shared/errors.ts';
import { ioError } from '../../../files/index.ts';
import type { Amount, ArchiveProgress, ExtractRequest, ExtractRule } from '../model.ts';
import { pathProblem } from '../names.ts';
import { type ArchiveContents, readContents } from '../reading/contents.ts';
import { placeOrder } from '../reading/directory.ts';
import { isSmall, sha256Of, unpackPieces, unpackSmall } from '../reading/entry-reader.ts';
import { ArchiveRefusal, refusalError } from '../reading/refusal.ts';
import { ZipFile } from '../reading/zip-file.ts';
import { writeFully } from '../writing/spool.ts';
import { syncFileSystem } from './sync-file-system.ts';

/** Unpacks what the rules choose, as `Archives.extract` describes it. */
export async function extractArchive(
  request: ExtractRequest,
  onProgress: (progress: ArchiveProgress) => void,
): Promise<Amount> {
  try {
    const file = ZipFile.open(request.archive);
    try {
      const contents = await readContents(file, ({ path, reason }) => {
        throw new ArchiveRefusal(reason, path);
      });
      if (request.digest !== undefined && request.digest !== contents.digest)
        throw becameAnother(request.archive);
      const done = await extractAll(file, contents, request, onProgress);
      await syncFileSystem(request.destination);
      return done;
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof ArchiveRefusal) throw refusalError(request.archive, error);
    throw ioError(`cannot unpack the archive ${basename(request.archive)}`, error);
  }
}

async function extractAll(
  file: ZipFile,
  { table, prefix, metadataEntry }: ArchiveContents,
  { destination, rules }: ExtractRequest,
  onProgress: (progress: ArchiveProgress) => void,
): Promise<Amount> {
  const done = { files: 0, bytes: 0 };
  const folders = new Set<string>([destination]);
  for (const entry of placeOrder(table)) {
    if (entry === metadataEntry) continue;
    const packed = table.at(entry);
    const isFolder = table.isFolder(entry);
    const name = realPath(table.realName(entry), packed.name).slice(prefix.length);
    const target = targetOf(isFolder ? name.replace(/\/$/, '') : name, rules);
    if (target === undefined) continue;
    const path = safePath(destination, target, packed.name);
    makeFolders(destination, isFolder ? path : dirname(path), folders);
    if (isFolder) continue;
    const sha256 = await writeFile(path, packed.mode, packed.modifiedMs, () =>
      isSmall(packed) ? unpackSmall(file, packed) : unpackPieces(file, packed),
    );
    const expected = table.sha256(entry);
    if (expected !== null && expected !== sha256) {
      throw new ArchiveRefusal('its contents do not fit the hash in the manifest', packed.name);
    }
    done.files += 1;
    done.bytes += packed.sizeBytes;
    onProgress({ step: 'extracting', done: { ...done }, total: null });
  }
  return done;
}

/** Real names are what they were only where the system allows them. */
function realPath(realName: string | undefined, name: string): string {
  return realName !== undefined && process.platform !== 'win32' ? realName : name;
}

/** Where the rules send a path, relative to the destination. */
export function targetOf(path: string, rules: readonly ExtractRule[]): string | undefined {
  for (const { from, to } of rules) {
    if (path === from) return to;
    if (from.endsWith('/') && path.startsWith(from)) return to + path.slice(from.length);
  }
  return undefined;
}

function safePath(destination: string, target: string, name: string): string {
  const parts = target.split('/');
  const isSafe = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0'));
  const isPortable = process.platform !== 'win32' || pathProblem(target) === undefined;
  if (!isSafe || !isPortable)
    throw new ArchiveRefusal('its place would be outside the folder it is unpacked to', name);
  return join(destination, ...parts);
}

/** The destination was empty, so that what is there was made here: a folder is never a link. */
function makeFolders(destination: string, folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  if (folder !== destination) makeFolders(destination, dirname(folder), made);
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere || !fs.lstatSync(folder).isDirectory()) throw error;
  }
  made.add(folder);
}

/** Never over something that is there. */
async function writeFile(
  path: string,
  mode: number,
  modifiedMs: number,
  unpack: () => Buffer | AsyncIterable<Buffer>,
): Promise<string> {
  const descriptor = fs.openSync(path, 'wx', mode === 0 ? 0o644 : (mode & 0o755) | 0o600);
  try {
    const sha256 = await writeContents(descriptor, unpack());
    fs.futimesSync(descriptor, modifiedMs / 1000, modifiedMs / 1000);
    return sha256;
  } finally {
    fs.closeSync(descriptor);
  }
}

async function writeContents(descriptor: number, contents: Buffer | AsyncIterable<Buffer>): Promise<string> {
  if (Buffer.isBuffer(contents)) {
    writeFully(descriptor, contents, 0);
    return sha256Of(contents);
  }
  const hash = createHash('sha256');
  let position = 0;
  for await (const piece of contents) {
    writeFully(descriptor, piece, position);
    hash.update(piece);
    position += piece.byteLength;
  }
  return hash.digest('hex');
}

function becameAnother(archive: string): EmployeeError {
  return new EmployeeError('conflict', {
    what: `cannot use the archive ${basename(archive)}`,
    why: 'it is not the one that was looked at: its contents changed since',
    hint: 'Look at it again',
  });
}
