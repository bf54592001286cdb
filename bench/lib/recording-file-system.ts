import { NodeFileSystem, type OpenFlags } from '../../src/core/files/index.ts';
import type { Operation } from './operation.ts';

/** The machine's file system that counts its syncs and mutating calls and, if wanted, keeps the list of them. */
export class RecordingFileSystem extends NodeFileSystem {
  readonly operations: Operation[] | undefined;
  syncs = 0;
  mutations = 0;
  /** Descriptors opened for reading only: their life changes nothing. */
  readonly #readers = new Set<number>();

  constructor(keepsList: boolean) {
    super();
    this.operations = keepsList ? [] : undefined;
  }

  override open(path: string, flags: OpenFlags, mode?: number): number {
    const descriptor = super.open(path, flags, mode);
    if (flags === 'read') this.#readers.add(descriptor);
    else this.operations?.push(['open', path, flags, descriptor]);
    return descriptor;
  }

  override write(descriptor: number, bytes: Uint8Array, position: number): number {
    this.#changes(['write', descriptor, bytes.byteLength, position]);
    return super.write(descriptor, bytes, position);
  }

  override truncate(descriptor: number, sizeBytes: number): void {
    this.#changes(['truncate', descriptor, sizeBytes]);
    super.truncate(descriptor, sizeBytes);
  }

  override sync(descriptor: number): Promise<void> {
    this.syncs += 1;
    this.operations?.push(['sync', descriptor]);
    return super.sync(descriptor);
  }

  override close(descriptor: number): void {
    if (!this.#readers.delete(descriptor)) this.operations?.push(['close', descriptor]);
    super.close(descriptor);
  }

  override rename(from: string, to: string): void {
    super.rename(from, to);
    this.#changes(['rename', from, to]);
  }

  override unlink(path: string): void {
    super.unlink(path);
    this.#changes(['unlink', path]);
  }

  override makeFolder(path: string, mode?: number): void {
    super.makeFolder(path, mode);
    this.#changes(['makeFolder', path]);
  }

  override removeFolder(path: string): void {
    super.removeFolder(path);
    this.#changes(['removeFolder', path]);
  }

  #changes(operation: Operation): void {
    this.mutations += 1;
    this.operations?.push(operation);
  }
}
