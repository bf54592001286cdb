import type { Priority } from '../../shared/task.ts';

const ignoredEndings = ['.part', '.tmp', '.crdownload'];
const longestSlug = 60;

/** Hidden and temporary files: downloads under way, lock files of office programs. */
export function isIgnored(fileName: string): boolean {
  if (fileName.startsWith('.') || fileName.startsWith('~$')) return true;
  const lower = fileName.toLowerCase();
  return ignoredEndings.some((ending) => lower.endsWith(ending));
}

/** Lower case with its dot, e.g. `.txt`; empty when there is none. Dots and spaces behind it do not count. */
export function extensionOf(fileName: string): string {
  const trimmed = fileName.replace(/[. ]+$/, '');
  const dot = trimmed.lastIndexOf('.');
  return dot <= 0 ? '' : trimmed.slice(dot).toLowerCase();
}

/** Why a file of this name is not read; `undefined` when it is. */
export function refusalByExtension(fileName: string, accepted: readonly string[]): string | undefined {
  const extension = extensionOf(fileName);
  if (accepted.some((one) => one.toLowerCase() === extension)) return undefined;
  const subject = extension === '' ? 'Files without an extension' : `Files ending in ${extension}`;
  return `${subject} are not read; drop ${accepted.join(', ')} instead`;
}

/** The priority a file's name asks for. */
export function priorityOf(fileName: string): Priority {
  return /urgent|important/i.test(fileName) ? 'high' : 'normal';
}

/** True for a name that the system could only report in part, because its bytes are not Unicode. */
export function isBrokenName(fileName: string): boolean {
  return fileName.includes('\uFFFD');
}

/** `<UTC time>-<slug>-<random>`: sorts by time, and is found by the name of the source file. */
export function taskIdFor(fileName: string, createdMs: number, random: string): string {
  const time = new Date(createdMs).toISOString().replace(/[-:.]/g, '');
  return `${time}-${slugOf(fileName)}-${random}`;
}

/** The name without extension, in characters that need no quoting anywhere. Never empty, at most 60 long. */
export function slugOf(fileName: string): string {
  const extension = extensionOf(fileName);
  const trimmed = fileName.replace(/[. ]+$/, '');
  const stem = extension === '' ? trimmed : trimmed.slice(0, -extension.length);
  const slug = stem.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, longestSlug);
  return /[A-Za-z0-9]/.test(slug) ? slug : 'file';
}
