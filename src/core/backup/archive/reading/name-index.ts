import { foldedPath } from '../names.ts';

/** Finds entries by name without an object for each: open addressing over 32-bit hashes of folded paths. */
export class NameIndex {
  readonly #slots: Int32Array;
  readonly #hashes: Uint32Array;
  readonly #nameOf: (entry: number) => string;

  /** `nameOf` gives the name of an entry that was added. */
  constructor(capacity: number, nameOf: (entry: number) => string) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(capacity, 8) * 2))).fill(-1);
    this.#hashes = new Uint32Array(Math.max(capacity, 1));
    this.#nameOf = nameOf;
  }

  /** Adds an entry, unless one is there that differs by case or Unicode form at most: that one is returned. */
  add(entry: number, name: string): number | undefined {
    const folded = foldedPath(name);
    const hash = hashOf(folded);
    const slot = this.#seek(hash, folded);
    const there = this.#slots[slot] ?? -1;
    if (there >= 0) return there;
    this.#slots[slot] = entry;
    this.#hashes[entry] = hash;
    return undefined;
  }

  /** The entry whose name differs from this one by case or Unicode form at most. */
  find(name: string): number | undefined {
    const folded = foldedPath(name);
    const there = this.#slots[this.#seek(hashOf(folded), folded)] ?? -1;
    return there < 0 ? undefined : there;
  }

  #seek(hash: number, folded: string): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot] ?? -1;
      if (entry < 0) return slot;
      if (this.#hashes[entry] === hash && foldedPath(this.#nameOf(entry)) === folded) return slot;
    }
  }
}

/** FNV-1a over UTF-16 code units, with a final mix: clustered hashes would make the search quadratic. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
