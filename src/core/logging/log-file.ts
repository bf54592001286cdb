import fs from 'node:fs';
import { basename, join } from 'node:path';
import { isSystemError } from '../../shared/errors.ts';

export interface LogFileOptions {
  readonly path: string;
  readonly archiveFolder: string;
  readonly rotateAtBytes: number;
}

/**
 * Appends to a log and moves it to the archive when it has grown too large. Holds no handle between two writes, so
 * that a person, or `recover clear-error-logs`, can rename or empty it at any time.
 */
export class LogFile {
  readonly #options: LogFileOptions;
  /** The last write stopped in the middle of a line. */
  #torn = false;

  constructor(options: LogFileOptions) {
    this.#options = options;
  }

  /** Throws a system error when the disk refuses. */
  append(text: string, epochMs: number): void {
    const { path, rotateAtBytes } = this.#options;
    this.#rotateIfOver(rotateAtBytes, epochMs);
    const descriptor = fs.openSync(path, 'a', 0o600);
    try {
      const bytes = Buffer.from(this.#torn ? `\n${text}` : text);
      for (let written = 0; written < bytes.byteLength; ) {
        written += fs.writeSync(descriptor, bytes, written);
        this.#torn = written < bytes.byteLength;
      }
    } finally {
      fs.closeSync(descriptor);
    }
  }

  #rotateIfOver(limitBytes: number, epochMs: number): void {
    const { path, archiveFolder } = this.#options;
    const sizeBytes = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (sizeBytes < limitBytes) return;
    try {
      fs.mkdirSync(archiveFolder, { recursive: true });
      fs.renameSync(path, this.#archivedPath(epochMs));
    } catch (error) {
      // Held by a reader on Windows, or no room for the folder: it is rotated at a later write.
      if (!isSystemError(error)) throw error;
    }
  }

  #archivedPath(epochMs: number): string {
    const { path, archiveFolder } = this.#options;
    const name = basename(path, '.log');
    const time = new Date(epochMs).toISOString().replaceAll(':', '-');
    for (let number = 1; ; number += 1) {
      const candidate = join(archiveFolder, `${name}_${time}${number === 1 ? '' : `_${number}`}.log`);
      if (!fs.existsSync(candidate)) return candidate;
    }
  }
}
