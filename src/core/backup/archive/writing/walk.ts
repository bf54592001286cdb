import fs from 'node:fs';
import { join } from 'node:path';
import type { ArchiveSource, Problem } from '../model.ts';
import { pathProblem, portablePath } from '../names.ts';
import { Exceptions } from './exceptions.ts';
import type { PackTask } from './pack-task.ts';
import { PathSet } from './path-set.ts';
import { reasonOf } from './source-file.ts';

const listBlockBytes = 64 * 1024;

/** Names everything the sources hold, one after another: a tree of any size is never held whole. */
export class Walk {
  readonly #paths = new PathSet();
  readonly #report: (problem: Problem) => void;

  /** `report` hears what cannot be archived. */
  constructor(report: (problem: Problem) => void) {
    this.#report = report;
  }

  *tasks(sources: readonly ArchiveSource[]): Generator<PackTask> {
    for (const source of sources) {
      if (source.kind === 'tree') {
        yield* this.#tree(source);
        continue;
      }
      if (source.kind === 'list') {
        const { prefix, folder, orElse } = source;
        for (const name of listedNames(source.names))
          yield* this.#task(prefix + name, {
            kind: 'file',
            source: join(folder, name),
            ...(orElse === undefined ? {} : { orElse: join(orElse, name) }),
          });
        continue;
      }
      const content =
        source.kind === 'text'
          ? { kind: source.kind, text: source.text, modifiedMs: source.modifiedMs }
          : {
              kind: source.kind,
              source: source.source,
              ...(source.firstBytes === undefined ? {} : { firstBytes: source.firstBytes }),
            };
      yield* this.#task(source.path, content);
    }
  }

  *#tree({
    prefix,
    folder,
    except,
    optional = false,
  }: ArchiveSource & { kind: 'tree' }): Generator<PackTask> {
    if (!fs.lstatSync(folder, { throwIfNoEntry: false })) {
      if (!optional) this.#report({ path: prefix, reason: 'the folder does not exist' });
      return;
    }
    yield* this.#folder(folder, prefix, '', new Exceptions(except));
  }

  *#folder(folder: string, prefix: string, below: string, exceptions: Exceptions): Generator<PackTask> {
    let isEmpty = true;
    for (const entry of this.#list(folder, prefix + below)) {
      const path = below + entry.name;
      if (exceptions.covers(path, entry.name)) continue;
      isEmpty = false;
      const source = join(folder, entry.name);
      if (entry.isDirectory()) yield* this.#folder(source, prefix, `${path}/`, exceptions);
      else if (entry.isFile()) yield* this.#task(prefix + path, { kind: 'file', source });
      else this.#report({ path: prefix + path, reason: kindReason(entry) });
    }
    if (!isEmpty || below === '') return;
    const modifiedMs = fs.lstatSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    yield* this.#task(prefix + below.slice(0, -1), { kind: 'folder', modifiedMs });
  }

  /** A folder of a million names is never held whole. */
  *#list(folder: string, path: string): Generator<fs.Dirent> {
    let handle: fs.Dir | undefined;
    try {
      handle = fs.opendirSync(folder, { bufferSize: 1024 });
      for (let entry = handle.readSync(); entry !== null; entry = handle.readSync()) yield entry;
    } catch (error) {
      this.#report({ path, reason: reasonOf(error) });
    } finally {
      handle?.closeSync();
    }
  }

  *#task(name: string, content: PackTask['content']): Generator<PackTask> {
    const path = this.#freePath(name);
    const problem = pathProblem(path);
    if (problem !== undefined) {
      this.#report({ path: name, reason: problem });
      return;
    }
    const inArchive = content.kind === 'folder' ? `${path}/` : path;
    yield { path: inArchive, content, ...(path === name ? {} : { name }) };
  }

  /** Distinct from all others even where case and the form of Unicode do not count. */
  #freePath(name: string): string {
    for (let marked = 0; ; marked += 1) {
      const path = portablePath(name, marked);
      if (this.#paths.add(path)) return path;
    }
  }
}

/** The names in a file that has each of them ended by a NUL; a list of a million is never held whole. */
function* listedNames(path: string): Generator<string> {
  const descriptor = fs.openSync(path, 'r');
  try {
    const block = Buffer.allocUnsafe(listBlockBytes);
    let kept = Buffer.alloc(0);
    for (let count = fs.readSync(descriptor, block); count > 0; count = fs.readSync(descriptor, block)) {
      const bytes = Buffer.concat([kept, block.subarray(0, count)]);
      let from = 0;
      for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, from)) {
        yield bytes.toString('utf8', from, end);
        from = end + 1;
      }
      kept = Buffer.from(bytes.subarray(from));
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

function kindReason(entry: fs.Dirent): string {
  return entry.isSymbolicLink()
    ? 'it is a symbolic link, and links are not followed'
    : 'it is not a regular file';
}
