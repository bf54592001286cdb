import { basename, join } from 'node:path';
import type { Files } from '../../core/files/index.ts';
import type { Api } from '../../shared/api.ts';
import { describeError, EmployeeError } from '../../shared/errors.ts';
import type { DropResult } from '../../shared/ipc/shell-channels.ts';
import type { CurrentWords } from '../words/index.ts';

const exampleName = 'Meeting with Dana.txt';
const exampleText = `Meeting with Dana about the new website

- She likes the second draft of the front page.
- The photos are still missing: she sends them by Friday.
- Next call on Monday at ten.

Make a note of this with the next steps.
`;

export interface FileDropsOptions {
  readonly api: Api;
  readonly files: Files;
  readonly words: CurrentWords;
  /** A folder of this user for files that live for a moment. */
  readonly temporaryFolder: string;
}

/** Files that a person drops on the window, the dock or the tray: copied into the inbox one after the other. */
export class FileDrops {
  readonly #options: FileDropsOptions;

  constructor(options: FileDropsOptions) {
    this.#options = options;
  }

  /** One file that is refused keeps none of the others out. Throws `not_running` when no employee works. */
  async add(paths: readonly string[]): Promise<DropResult> {
    const added: DropResult['added'] = [];
    const refused: DropResult['refused'] = [];
    for (const path of paths) {
      const name = basename(path);
      try {
        const obstacle = this.#obstacle(path);
        if (obstacle === undefined) {
          const { path: place } = await this.#options.api.call('tasks.add', { path });
          added.push({ name, path: place });
        } else refused.push({ name, why: obstacle });
      } catch (error) {
        if (error instanceof EmployeeError && error.code === 'not_running') throw error;
        refused.push({ name, why: error instanceof EmployeeError ? error.why : describeError(error) });
      }
    }
    return { added, refused };
  }

  /** Drops a small file that shows how the employee works. */
  async addExample(): Promise<DropResult> {
    const { files, temporaryFolder } = this.#options;
    const path = join(temporaryFolder, exampleName);
    await files.ensureFolder(temporaryFolder, 0o700);
    await files.write(path, exampleText);
    try {
      return await this.add([path]);
    } finally {
      await files.remove(path);
    }
  }

  #obstacle(path: string): string | undefined {
    const { files, words } = this.#options;
    switch (files.stat(path)?.kind) {
      case 'file':
        return undefined;
      case undefined:
        return words().t('drop.gone');
      case 'folder':
        return words().t('drop.folder');
      default:
        return words().t('drop.notAFile');
    }
  }
}
