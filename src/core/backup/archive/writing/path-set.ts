import { foldedPath } from '../names.ts';

/**
 * Paths that are told apart without regard to case and the form of Unicode. Holds 53 bits of hash for each: that two of a
 * million paths meet by chance is once in ten thousand backups, and then one of them is only spelt differently.
 */
export class PathSet {
  readonly #hashes = new Set<number>();

  has(path: string): boolean {
    return this.#hashes.has(hashOf(foldedPath(path)));
  }

  /** False when one was there. */
  add(path: string): boolean {
    const before = this.#hashes.size;
    this.#hashes.add(hashOf(foldedPath(path)));
    return this.#hashes.size > before;
  }
}

/** Two multiplicative hashes over UTF-16 code units. */
function hashOf(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x9e3779b1);
    high = Math.imul(high ^ code, 0x5f356495);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}
