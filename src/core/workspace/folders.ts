import { join } from 'node:path';
import { z } from 'zod';
import { isSystemError } from '../../shared/errors.ts';
import { readJson } from '../../shared/json.ts';
import { type Files, ioError } from '../files/index.ts';

/** What a path leads to once symbolic links are resolved; `undefined` when nothing is there. */
export function kindBehindLinks(files: Files, path: string): 'file' | 'folder' | 'other' | undefined {
  try {
    const kind = files.stat(files.fileSystem.realPath(path))?.kind;
    return kind === 'link' ? 'other' : kind;
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw ioError(`cannot look at ${path}`, error);
  }
}

/** Whether a folder is there, if need be behind a link. */
export function isFolder(files: Files, path: string): boolean {
  return kindBehindLinks(files, path) === 'folder';
}

const packageSchema = z.looseObject({ name: z.literal('personal-ai-employee') });

/** Whether `root` is the source of the employee itself: it holds `task_queue/`, but is not a workspace. */
export function isSourceCheckout(files: Files, root: string): boolean {
  const path = join(root, 'package.json');
  if (files.stat(path)?.kind !== 'file') return false;
  try {
    return readJson(packageSchema, files.readText(path) ?? '') !== undefined;
  } catch {
    // A package.json that cannot be read is not ours.
    return false;
  }
}
