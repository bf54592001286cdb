import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { count } from '../../../shared/count.ts';
import { EmployeeError } from '../../../shared/errors.ts';
import { TimeSlice } from '../../clock/index.ts';
import { type Files, readBlocks, syncTree, walkTree } from '../../files/index.ts';
import type { ArchiveWorkOptions, ExtractRule } from '../archive/index.ts';
import type { ResolvedArchive } from '../catalogue.ts';
import { isNeverTaken } from '../never-taken.ts';
import type { RestoreSource, SourceFile } from './source.ts';
import { partFolders } from './staged-files.ts';

/** The folders of a live workspace of the original system that can be brought in. */
const taken = [partFolders.vault, partFolders.audit, partFolders.queue] as const;

/** A live folder of the original system: it is read as if it were one of its archives. */
export class FolderSource implements RestoreSource {
  readonly reference: string;
  readonly createdAt: string;
  readonly origin = 'original';
  readonly sizeBytes: number;
  readonly safety = false;
  readonly digest: string;
  readonly auditHead = undefined;
  readonly install = undefined;
  readonly warnings: readonly string[];
  readonly #files: Files;
  readonly #root: string;
  readonly #found: ReadonlyMap<string, SourceFile>;

  private constructor(files: Files, archive: ResolvedArchive, found: Found) {
    this.reference = archive.name;
    this.createdAt = new Date(found.newestMs).toISOString();
    this.sizeBytes = found.bytes;
    this.digest = found.digest;
    this.warnings = [
      'It is a live folder: what is written there meanwhile may be taken or not',
      ...(found.skipped > 0
        ? [`Left out: ${count(found.skipped, 'link or special file', 'links and special files')}`]
        : []),
    ];
    this.#files = files;
    this.#root = archive.path;
    this.#found = found.files;
  }

  /** Throws `integrity` for a folder that is none of a workspace. */
  static async open(files: Files, archive: ResolvedArchive, signal?: AbortSignal): Promise<FolderSource> {
    const found = await look(files, archive.path, signal);
    if (found.files.size > 0) return new FolderSource(files, archive, found);
    throw new EmployeeError('integrity', {
      what: `cannot import ${archive.path}`,
      why: 'it holds neither obsidian_vault nor audit_logs nor task_queue',
      hint: 'Name the folder of the original system, or one of its archives',
    });
  }

  files(): Iterable<SourceFile> {
    return this.#found.values();
  }

  find(path: string): SourceFile | undefined {
    return this.#found.get(path);
  }

  async read(path: string, maxBytes: number): Promise<Buffer> {
    const bytes = this.#found.has(path) ? this.#files.read(join(this.#root, path), maxBytes) : undefined;
    if (bytes === undefined)
      throw new EmployeeError('not_found', {
        what: `cannot read ${path}`,
        why: 'it is not in the folder',
        hint: 'Choose a path that its list shows',
      });
    if (bytes.byteLength <= maxBytes) return bytes;
    throw new EmployeeError('invalid_input', {
      what: `cannot show ${path}`,
      why: `it has more than ${maxBytes} bytes`,
      hint: 'Restore the file to look at it',
    });
  }

  /** Nothing vouches for a live folder; that every file can be read shows when it is copied. */
  async verify(): Promise<void> {}

  async extract(
    destination: string,
    rules: readonly ExtractRule[],
    { signal, onProgress }: ArchiveWorkOptions,
  ): Promise<void> {
    const slice = new TimeSlice();
    const done = { files: 0, bytes: 0 };
    const chosen = [...this.#found.values()].flatMap((file) => {
      const target = targetOf(file.path, rules);
      return target === undefined ? [] : [{ file, target }];
    });
    const total = { files: chosen.length, bytes: chosen.reduce((sum, { file }) => sum + file.sizeBytes, 0) };
    for (const { file, target } of chosen) {
      const path = join(destination, target);
      await this.#files.ensureFolder(dirname(path));
      await copyFile(this.#files, join(this.#root, file.path), path, signal);
      this.#files.fileSystem.setTimes(path, file.modifiedMs, file.modifiedMs);
      done.files += 1;
      done.bytes += file.sizeBytes;
      if (await slice.pause(signal)) onProgress?.({ step: 'extracting', done: { ...done }, total });
    }
    await syncTree(this.#files, destination, signal);
  }

  close(): void {
    // Nothing is held open.
  }
}

interface Found {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly bytes: number;
  readonly newestMs: number;
  readonly skipped: number;
  readonly digest: string;
}

async function look(files: Files, root: string, signal: AbortSignal | undefined): Promise<Found> {
  const found = new Map<string, SourceFile>();
  let bytes = 0;
  let newestMs = 0;
  let skipped = 0;
  for (const folder of taken) {
    if (files.stat(join(root, folder))?.kind !== 'folder') continue;
    for await (const { path, kind } of walkTree(files, join(root, folder), signal)) {
      if (kind === 'folder' || isNeverTaken(basename(path))) continue;
      const stat = kind === 'file' ? files.stat(join(root, folder, path)) : undefined;
      if (stat === undefined) {
        skipped += 1;
        continue;
      }
      const { sizeBytes, modifiedMs } = stat;
      found.set(`${folder}/${path}`, { path: `${folder}/${path}`, sizeBytes, modifiedMs, sha256: null });
      bytes += sizeBytes;
      newestMs = Math.max(newestMs, modifiedMs);
    }
  }
  const sum = createHash('sha256');
  for (const { path, sizeBytes, modifiedMs } of [...found.values()].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  ))
    sum.update(`${path}\0${sizeBytes}\0${modifiedMs}\n`);
  return { files: found, bytes, newestMs, skipped, digest: sum.digest('hex') };
}

/** As the archive program reads its rules: the first one that fits counts. */
function targetOf(path: string, rules: readonly ExtractRule[]): string | undefined {
  for (const { from, to } of rules) {
    if (from === path) return to;
    if (from.endsWith('/') && path.startsWith(from)) return to + path.slice(from.length);
  }
  return undefined;
}

/** The sync of the whole tree follows. */
async function copyFile(
  files: Files,
  from: string,
  to: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await files.createBy(to, (write) => readBlocks(files.fileSystem, from, write, { signal }), {
    folder: 'never',
  });
}
