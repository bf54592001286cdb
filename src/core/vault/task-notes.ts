import { dirname } from 'node:path';
import { EmployeeError } from '../../shared/errors.ts';
import type { Clock } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import { sha256 } from './digest.ts';
import { composeTaskNote, type TaskNote, type TaskNoteInput } from './task-note.ts';

const maxNoteBytes = 10 * 1024 * 1024;
const maxVersions = 100;

export interface TaskNotesDependencies {
  readonly files: Files;
  readonly vaultFolder: string;
  readonly clock: Clock;
}

/** One note per finished task, in the vault's `Tasks/YYYY-MM/`. */
export class TaskNotes {
  readonly #files: Files;
  readonly #vaultFolder: string;
  readonly #clock: Clock;

  constructor(dependencies: TaskNotesDependencies) {
    this.#files = dependencies.files;
    this.#vaultFolder = dependencies.vaultFolder;
    this.#clock = dependencies.clock;
  }

  compose(input: TaskNoteInput): TaskNote {
    return composeTaskNote(input, this.#clock.now());
  }

  /**
   * Puts the note into the vault and tells where. A note with the same content counts as written. One with other
   * content is a person's by now, unless it still has the digest `replaces` of an earlier `write`: it is left
   * alone, and ours goes beside it as `… (2).md`. A rename that a power loss undoes is made again by recovery.
   */
  async write(
    note: TaskNote,
    options: { readonly replaces?: string } = {},
  ): Promise<{ path: string; sha256: string }> {
    const content = Buffer.from(note.content);
    for (let version = 1; version <= maxVersions; version += 1) {
      const path = version === 1 ? note.path : note.path.replace(/\.md$/, ` (${version}).md`);
      if (await this.#writeAt(path, content, options.replaces)) return { path, sha256: sha256(content) };
    }
    throw new EmployeeError('conflict', {
      what: `cannot write the note ${note.path}`,
      why: `${maxVersions} other versions of it exist`,
      hint: 'Remove or rename some of them',
    });
  }

  async #writeAt(path: string, content: Buffer, replaces: string | undefined): Promise<boolean> {
    const absolutePath = this.#files.safeJoin(this.#vaultFolder, path);
    if (!this.#files.exists(absolutePath)) {
      await this.#files.ensureFolder(dirname(absolutePath));
      if ((await this.#files.create(absolutePath, content, { folder: 'later' })) === 'created') return true;
    }
    const present = () => {
      const bytes =
        this.#files.stat(absolutePath)?.kind === 'file'
          ? this.#files.read(absolutePath, maxNoteBytes)
          : undefined;
      return bytes && sha256(bytes);
    };
    const found = present();
    if (found === sha256(content)) return true;
    if (found === undefined || found !== replaces) return false;
    return this.#files.replaceIf(absolutePath, content, () => present() === replaces, { folder: 'later' });
  }
}
