import { type FileOperation, InterposedFileSystem } from './interposed-file-system.ts';

/** Remembers every operation, in order. */
export class CountingFileSystem extends InterposedFileSystem {
  readonly operations: FileOperation[] = [];

  protected override around<T>(operation: FileOperation, run: () => T): T {
    this.operations.push(operation);
    return run();
  }
}
