import fs from 'node:fs';
import { isSystemError } from '../../../../shared/errors.ts';

/** A file to be archived, or a prefix of it. */
export interface SourceFile {
  readonly source: string;
  /** Where it is when it is not there any more. */
  readonly orElse?: string | undefined;
  readonly firstBytes?: number | undefined;
}

/** What a file was at the instant it was opened. */
export interface SourceState {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly mode: number;
}

/** Why a file is not in the archive; its message is for a person. */
export class UnreadableFile extends Error {}

const attempts = 5;
const noFollow = fs.constants.O_NOFOLLOW ?? 0;
// A pipe without a writer would be waited for.
const noWait = fs.constants.O_NONBLOCK ?? 0;

/** A file while it is read. */
export interface OpenSource extends SourceState {
  readonly descriptor: number;
  /** Whether what was read by now is what the file held when it was opened. To be asked last. */
  unchanged(): boolean;
}

/**
 * Gives the open file to `read`, again as long as that returns `undefined` because the file changed underneath; five times at
 * most. Throws `UnreadableFile`.
 */
export function readConsistently<T>(file: SourceFile, read: (open: OpenSource) => T | undefined): T {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const result = attemptReading(file, read);
    if (result !== undefined) return result;
  }
  throw new UnreadableFile('it kept changing while it was read');
}

function attemptReading<T>(
  { source, orElse, firstBytes }: SourceFile,
  read: (open: OpenSource) => T | undefined,
): T | undefined {
  const descriptor = openSource(source, orElse);
  try {
    const before = fs.fstatSync(descriptor);
    if (!before.isFile()) throw new UnreadableFile('it is not a regular file');
    if (firstBytes !== undefined && before.size < firstBytes) {
      throw new UnreadableFile(
        `it has ${before.size} bytes, fewer than the ${firstBytes} that belong to this backup`,
      );
    }
    const unchanged = () => {
      const after = fs.fstatSync(descriptor);
      // What is appended to a log does not change the bytes before it.
      if (firstBytes !== undefined) return after.size >= before.size;
      return after.size === before.size && after.mtimeMs === before.mtimeMs;
    };
    const { mtimeMs: modifiedMs, mode } = before;
    return read({ descriptor, sizeBytes: firstBytes ?? before.size, modifiedMs, mode, unchanged });
  } catch (error) {
    if (error instanceof ShortRead) return undefined;
    throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The file became shorter while it was read. */
export class ShortRead extends Error {}

/** Fills `into` from `position` on. Throws `ShortRead`, `UnreadableFile`. */
export function readExactly(descriptor: number, into: Buffer, position: number): void {
  for (let done = 0; done < into.byteLength; ) {
    let count: number;
    try {
      count = fs.readSync(descriptor, into, done, into.byteLength - done, position + done);
    } catch (error) {
      throw new UnreadableFile(reasonOf(error));
    }
    if (count === 0) throw new ShortRead();
    done += count;
  }
}

function openSource(path: string, orElse?: string): number {
  try {
    return fs.openSync(path, fs.constants.O_RDONLY | noFollow | noWait);
  } catch (error) {
    if (orElse !== undefined && isSystemError(error, 'ENOENT')) return openSource(orElse);
    throw new UnreadableFile(reasonOf(error));
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'access is denied',
  EPERM: 'the system refuses to open it',
  ENOENT: 'it was gone when its turn came',
  ELOOP: 'it is a symbolic link, and links are not followed',
  EBUSY: 'another program holds it',
  EIO: 'the disk reports a failure',
  ENXIO: 'it is not a regular file',
};

/** For a person, without a full stop. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return reasons[code] === undefined ? error.message : `${reasons[code]} (${code})`;
}
