import { join } from 'node:path';
import { describeError, EmployeeError } from '../../shared/errors.ts';
import { type Files, readBlocks } from '../files/index.ts';
import type { Archives, ArchiveWorkOptions } from './archive/index.ts';
import { partialSuffix } from './names.ts';

/** A second folder for backups: another disk, a synced or a network folder. Its troubles never touch the first copy. */
export class SecondDestination {
  readonly #files: Files;
  readonly #archives: Pick<Archives, 'verify'>;

  constructor(files: Files, archives: Pick<Archives, 'verify'>) {
    this.#files = files;
    this.#archives = archives;
  }

  /** Copies an archive there and reads the copy back; what went wrong, in one sentence. Rejects only when aborted. */
  async copy(
    archive: { readonly path: string; readonly name: string },
    folder: string,
    options: ArchiveWorkOptions,
  ): Promise<{ readonly path: string; readonly problem: string | null }> {
    const path = join(folder, archive.name);
    const partial = `${path}${partialSuffix}`;
    try {
      if (this.#files.stat(folder)?.kind === undefined)
        return { path, problem: `${folder} is not there: is its disk connected?` };
      const made = await this.#files.createBy(partial, (write) =>
        readBlocks(this.#files.fileSystem, archive.path, write, options),
      );
      // Another workspace may copy to the same folder: what is not ours is neither taken nor removed.
      if (made === 'exists') return { path, problem: `${partial} is there already` };
      const { ok, problems } = await this.#archives.verify(partial, options);
      if (!ok) throw broken(path, problems[0]?.reason ?? 'unknown');
      if ((await this.#files.move(partial, path)) === 'exists')
        throw broken(path, 'a file of that name is there');
      return { path, problem: null };
    } catch (error) {
      await this.#files.remove(partial).catch(() => false);
      options.signal?.throwIfAborted();
      return { path, problem: describeError(error) };
    }
  }
}

function broken(path: string, why: string): EmployeeError {
  return new EmployeeError('integrity', {
    what: `cannot copy the backup to ${path}`,
    why,
    hint: 'Look at that disk; the backup itself is in its place',
  });
}
