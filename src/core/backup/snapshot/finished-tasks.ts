import type { Files, Scratch } from '../../files/index.ts';
import { isLeftover, type OddEntry } from './live-tasks.ts';

const namesPerPiece = 2_000;

/**
 * Which files of a folder belong to the snapshot, where files only come and hardly ever go: they are read later, by the names
 * that were there at the instant.
 */
export class FinishedTasks {
  readonly odd: OddEntry[] = [];
  readonly #files: Files;
  readonly #folder: string;
  readonly #kind: 'completed' | 'quarantine';
  readonly #names: string[] = [];
  /** Whether a file that came or went since the listing began was there at the instant. */
  readonly #changed = new Map<string, boolean>();

  constructor(files: Files, folder: string, kind: 'completed' | 'quarantine') {
    this.#files = files;
    this.#folder = folder;
    this.#kind = kind;
  }

  async list(): Promise<void> {
    await this.#files.scan(this.#folder, ({ name, kind }) => {
      if (isLeftover(name)) return;
      if (kind === 'file') this.#names.push(name);
      else this.odd.push({ folder: this.#kind, name, kind: kind === 'folder' ? 'folder' : 'other' });
    });
  }

  /** Says, at the instant, whether a file that may have come or gone is there. */
  settle(name: string, isThere: boolean): void {
    this.#changed.set(name, isThere);
  }

  /** Writes the names, each ended by a NUL. */
  async write(scratch: Scratch, path: string, pause: () => Promise<unknown>): Promise<void> {
    const came = [...this.#changed].filter(([, isThere]) => isThere).map(([name]) => name);
    const names = this.#names.filter((name) => !this.#changed.has(name)).concat(came);
    const pieces = function* () {
      for (let from = 0; from < names.length; from += namesPerPiece) {
        yield names
          .slice(from, from + namesPerPiece)
          .map((name) => `${name}\0`)
          .join('');
      }
    };
    await scratch.writeBy(path, pieces(), pause);
  }
}
