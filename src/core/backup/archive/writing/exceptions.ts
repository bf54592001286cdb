/** What of a tree is left out, as `ArchiveSource` describes it. */
export class Exceptions {
  readonly #paths = new Set<string>();
  readonly #names: ((name: string) => boolean)[] = [];

  constructor(patterns: readonly string[]) {
    for (const pattern of patterns) {
      if (pattern.includes('/')) this.#paths.add(pattern.replace(/^\//, '').replace(/\/$/, ''));
      else this.#names.push(nameTest(pattern));
    }
  }

  /** `path` from the root of the tree on. */
  covers(path: string, name: string): boolean {
    return this.#paths.has(path) || this.#names.some((test) => test(name));
  }
}

function nameTest(pattern: string): (name: string) => boolean {
  if (pattern.startsWith('*')) return (name) => name.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return (name) => name.startsWith(pattern.slice(0, -1));
  return (name) => name === pattern;
}
