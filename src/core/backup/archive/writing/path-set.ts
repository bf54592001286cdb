import { hash } from 'node:crypto';
import { foldedPath } from '../names.ts';

/**
 * Paths that are told apart without regard to case and the form of Unicode. Holds 48 bits of hash for each: two of 200,000
 * paths meet by chance once in ten thousand backups, and then one of them is only spelt differently.
 */
export class PathSet {
  readonly #hashes = new Set<number>();

  /** False when one was there. */
  add(path: string): boolean {
    const key = Number.parseInt(hash('md5', foldedPath(path), 'hex').slice(0, 12), 16);
    if (this.#hashes.has(key)) return false;
    this.#hashes.add(key);
    return true;
  }
}
