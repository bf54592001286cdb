import { NodeFileSystem } from '../../src/core/files/index.ts';

/** The machine's file system without waiting for the disk: for many runs that no power loss can meet. */
export class UnsyncedFileSystem extends NodeFileSystem {
  override sync(): Promise<void> {
    return Promise.resolve();
  }
}
