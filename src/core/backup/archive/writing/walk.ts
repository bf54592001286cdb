import fs from 'node:fs';
import { join } from 'node:path';
import type { ArchiveSource, Problem } from '../model.ts';
import { pathProblem, portablePath } from '../names.ts';
import { Exceptions } from './exceptions.ts';
import type { PackTask } from './pack-task.ts';
import { PathSet } from './path-set.ts';
import { reasonOf } from './source-file.ts';

const listBlockBytes = 64 * 1024;

interface LeftOut {
  readonly silent: Exceptions;
  /** Those are reported. */
  readonly named: Exceptions;
}

/** Names everything the sources hold, one after another: a tree of any size is never held whole. */
export class Walk {
  readonly #entries = new PathSet();
  readonly #folders = new PathSet();
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
    secret = [],
    optional = false,
  }: ArchiveSource & { kind: 'tree' }): Generator<PackTask> {
    if (!fs.lstatSync(folder, { throwIfNoEntry: false })) {
      if (!optional) this.#report({ path: prefix, reason: 'the folder does not exist' });
      return;
    }
    this.#folders.add(prefix.slice(0, -1));
    yield* this.#folder(
      folder,
      prefix,
      '',
      { silent: new Exceptions(except), named: new Exceptions(secret) },
      [],
    );
  }

  *#folder(
    folder: string,
    prefix: string,
    below: string,
    left: LeftOut,
    marks: readonly number[],
  ): Generator<PackTask> {
    let isEmpty = true;
    for (const entry of this.#list(folder, prefix + below)) {
      const path = below + entry.name;
      if (left.silent.covers(path, entry.name)) continue;
      if (left.named.covers(path, entry.name)) {
        this.#report({ path: prefix + path, reason: 'it is a file of secrets, and those are in no backup' });
        continue;
      }
      isEmpty = false;
      const source = join(folder, entry.name);
      if (entry.isDirectory()) {
        const ownMarks = this.#folderMarks(prefix + path, marks);
        yield* this.#folder(source, prefix, `${path}/`, left, ownMarks);
      } else if (entry.isFile()) yield* this.#task(prefix + path, { kind: 'file', source }, marks);
      else this.#report({ path: prefix + path, reason: kindReason(entry) });
    }
    if (!isEmpty || below === '') return;
    const modifiedMs = fs.lstatSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    yield* this.#task(prefix + below.slice(0, -1), { kind: 'folder', modifiedMs }, marks);
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

  /** `marks`: how the folders are spelt that it lies in. */
  *#task(name: string, content: PackTask['content'], marks: readonly number[] = []): Generator<PackTask> {
    const isFolder = content.kind === 'folder';
    // A folder has claimed its path before it was found to be empty.
    const path = isFolder ? portablePath(name, marks) : this.#freePath(name, marks);
    const problem = pathProblem(path);
    if (problem !== undefined) {
      this.#report({ path: name, reason: problem });
      return;
    }
    yield { path: isFolder ? `${path}/` : path, content, ...(path === name ? {} : { name }) };
  }

  /** Distinct from all files and folders even where case and the form of Unicode do not count. */
  #freePath(name: string, marks: readonly number[]): string {
    for (const spelling of spellings(name, marks)) {
      const path = portablePath(name, spelling);
      if (!this.#folders.has(path) && this.#entries.add(path)) return path;
    }
    // Every character is marked: only by the chance of a hash it seems not to be free.
    return portablePath(name, marks);
  }

  /** How a folder is spelt, so that all below it is distinct from all below any other. */
  #folderMarks(name: string, marks: readonly number[]): readonly number[] {
    for (const spelling of spellings(name, marks)) {
      const path = portablePath(name, spelling);
      if (!this.#entries.has(path) && this.#folders.add(path)) return spelling;
    }
    return marks;
  }
}

/** Its name as it is, then with one character more marked each time, in folders spelt by `marks`. */
function* spellings(name: string, marks: readonly number[]): Generator<readonly number[]> {
  yield marks;
  const names = name.split('/');
  const depth = names.length - 1;
  for (let marked = 1; marked <= [...(names[depth] ?? '')].length; marked += 1)
    yield [...Array.from({ length: depth }, (_, index) => marks[index] ?? 0), marked];
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
