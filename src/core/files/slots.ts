import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { FileSystem } from './file-system.ts';
import type { FolderSync } from './folder-sync.ts';
import { ioError } from './io-error.ts';
import { readFully, writeFully } from './write-bytes.ts';

const slotBytes = 1_024;

/**
 * A small record rewritten in place many times: two slots, written in turn, each with its own digest, so
 * that a torn write can only spoil the older one. Cheaper than a durable file: one fsync, no rename.
 */
export class Slots {
  readonly #fileSystem: FileSystem;
  readonly #folders: FolderSync;
  readonly #paths: readonly [string, string];
  readonly #descriptors: [number | undefined, number | undefined] = [undefined, undefined];
  #generation = 0;

  constructor(fileSystem: FileSystem, folders: FolderSync, paths: readonly [string, string]) {
    this.#fileSystem = fileSystem;
    this.#folders = folders;
    this.#paths = paths;
  }

  /** The newest intact record; `undefined` when neither slot holds one. */
  read(): unknown {
    let newest: { generation: number; value: unknown } | undefined;
    for (const path of this.#paths) {
      const slot = this.#readSlot(path);
      if (slot && (newest === undefined || slot.generation > newest.generation)) newest = slot;
    }
    this.#generation = newest?.generation ?? this.#generation;
    return newest?.value;
  }

  /** Resolves once `value` (JSON of at most ~900 bytes) is on the disk. Calls must not overlap. */
  async write(value: unknown): Promise<void> {
    const generation = this.#generation + 1;
    const index = generation % 2 === 0 ? 0 : 1;
    const path = this.#paths[index];
    const body = JSON.stringify({ generation, value });
    const record = Buffer.from(`${digest(body)} ${body}`.padEnd(slotBytes - 1).concat('\n'));
    try {
      const isNew = this.#fileSystem.stat(path) === undefined;
      this.#descriptors[index] ??= this.#fileSystem.open(path, 'append');
      const descriptor = this.#descriptors[index];
      writeFully(this.#fileSystem, descriptor, record, 0);
      await this.#fileSystem.sync(descriptor);
      if (isNew) await this.#folders.now(dirname(path));
      this.#generation = generation;
    } catch (error) {
      this.close();
      throw ioError(`cannot write ${path}`, error);
    }
  }

  close(): void {
    for (const index of [0, 1] as const) {
      const descriptor = this.#descriptors[index];
      this.#descriptors[index] = undefined;
      if (descriptor !== undefined) this.#fileSystem.close(descriptor);
    }
  }

  #readSlot(path: string): { generation: number; value: unknown } | undefined {
    const text = this.#readText(path);
    if (text === undefined) return undefined;
    const body = text.slice(65);
    if (text.slice(0, 64) !== digest(body)) return undefined;
    // The digest proves that these are the bytes `write` made.
    return JSON.parse(body) as { generation: number; value: unknown };
  }

  #readText(path: string): string | undefined {
    try {
      if (this.#fileSystem.stat(path)?.kind !== 'file') return undefined;
      const descriptor = this.#fileSystem.open(path, 'read');
      try {
        return readFully(this.#fileSystem, descriptor, slotBytes).toString('utf8').trimEnd();
      } finally {
        this.#fileSystem.close(descriptor);
      }
    } catch (error) {
      throw ioError(`cannot read ${path}`, error);
    }
  }
}

function digest(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
