import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { EmployeeError } from '../../shared/errors.ts';
import type { FileSystem } from './file-system.ts';

/**
 * Joins untrusted segments below `root`. Refuses whatever would leave it: traversal, absolute paths, drive
 * letters, NUL, and symbolic links on the way (the check walks the existing part of the path).
 */
export function safeJoin(fileSystem: FileSystem, root: string, ...segments: readonly string[]): string {
  const untrusted = segments.join('/');
  if (untrusted.includes('\0') || isAbsolute(untrusted) || /^[A-Za-z]:/.test(untrusted))
    throw unsafe(untrusted, root);
  const parts = untrusted.split(/[/\\]/).filter((part) => part !== '');
  if (parts.length === 0 || parts.some((part) => part === '..' || part === '.'))
    throw unsafe(untrusted, root);
  let path = root;
  for (const part of parts) {
    path = join(path, part);
    if (fileSystem.stat(path)?.kind === 'link') throw unsafe(untrusted, root);
  }
  if (!isInside(root, path)) throw unsafe(untrusted, root);
  return path;
}

/** Whether `path` lies strictly below `root`, by name alone. */
export function isInside(root: string, path: string): boolean {
  const way = relative(resolve(root), resolve(path));
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function unsafe(path: string, root: string): EmployeeError {
  return new EmployeeError('unsafe_path', {
    what: `cannot use the path ${JSON.stringify(path)}`,
    why: `it does not stay inside ${root}`,
    hint: 'Use a plain relative path without links',
  });
}
