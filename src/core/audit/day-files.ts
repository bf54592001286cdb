import { join } from 'node:path';
import { type Files, ioError } from '../files/index.ts';

const dayFilePattern = /^audit_(\d{4}-\d{2}-\d{2})\.jsonl$/;

/** `audit_YYYY-MM-DD.jsonl` for a UTC day. */
export function dayFileName(day: string): string {
  return `audit_${day}.jsonl`;
}

/** The UTC day that a day file's name says. */
export function dayOf(fileName: string): string {
  return fileName.slice(6, 16);
}

/** Names of the day files, oldest day first. */
export function listDayFiles(files: Files, folder: string): string[] {
  return files
    .names(folder)
    .filter((name) => dayFilePattern.test(name))
    .sort();
}

/** 0 when there is no such file, or no name. */
export function fileSize(files: Files, folder: string, name: string): number {
  const stat = name === '' ? undefined : files.stat(join(folder, name));
  return stat?.kind === 'file' ? stat.sizeBytes : 0;
}

/** The bytes from `start` to `end` or the end of the file; empty when the file or the range is missing. */
export function readRange(files: Files, folder: string, name: string, start: number, end: number): Buffer {
  const path = join(folder, name);
  const available = Math.min(end, fileSize(files, folder, name)) - start;
  if (available <= 0) return Buffer.alloc(0);
  const buffer = Buffer.allocUnsafe(available);
  return withOpen(files, path, (descriptor) => {
    let filled = 0;
    while (filled < available) {
      const count = files.fileSystem.read(descriptor, buffer.subarray(filled), start + filled);
      if (count === 0) break;
      filled += count;
    }
    return buffer.subarray(0, filled);
  });
}

function withOpen<T>(files: Files, path: string, use: (descriptor: number) => T): T {
  try {
    const descriptor = files.fileSystem.open(path, 'read');
    try {
      return use(descriptor);
    } finally {
      files.fileSystem.close(descriptor);
    }
  } catch (error) {
    throw ioError(`cannot read ${path}`, error);
  }
}
