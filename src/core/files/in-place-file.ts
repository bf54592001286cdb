import type { FileSystem } from './file-system.ts';
import { ioError } from './io-error.ts';

/**
 * A small file rewritten in place and never synced: for what may be lost or torn, such as a heartbeat.
 * It holds the file it opened: when another is put under that name, it goes on writing the old one.
 */
export class InPlaceFile {
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  #descriptor: number | undefined;

  constructor(fileSystem: FileSystem, path: string) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    try {
      this.#descriptor = fileSystem.open(path, 'append');
    } catch (error) {
      throw ioError(`cannot open ${path}`, error);
    }
  }

  rewrite(content: string): void {
    if (this.#descriptor === undefined) return;
    const bytes = Buffer.from(content);
    try {
      let written = 0;
      while (written < bytes.byteLength) {
        const count = this.#fileSystem.write(this.#descriptor, bytes.subarray(written), written);
        if (count <= 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
        written += count;
      }
      if (this.#fileSystem.statDescriptor(this.#descriptor).sizeBytes !== bytes.byteLength) {
        this.#fileSystem.truncate(this.#descriptor, bytes.byteLength);
      }
    } catch (error) {
      throw ioError(`cannot rewrite ${this.#path}`, error);
    }
  }

  close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) this.#fileSystem.close(descriptor);
  }
}
