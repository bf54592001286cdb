import type { FileSystem } from '../../src/core/files/index.ts';
import { type FileOperation, InterposedFileSystem } from './interposed-file-system.ts';

/** Before or after which mutating operation, counted from 1, the process dies. */
export interface KillPoint {
  readonly operation: number;
  readonly when: 'before' | 'after';
}

/** Kills its own process with SIGKILL at one point. */
export class KillingFileSystem extends InterposedFileSystem {
  readonly #point: KillPoint;
  #count = 0;

  constructor(inner: FileSystem, point: KillPoint) {
    super(inner);
    this.#point = point;
  }

  protected override around<T>(operation: FileOperation, run: () => T): T {
    if (!operation.mutates) return run();
    this.#count += 1;
    if (this.#count !== this.#point.operation) return run();
    if (this.#point.when === 'before') die();
    const result = run();
    if (!(result instanceof Promise)) die();
    // A sync has happened once its promise resolves.
    if (result instanceof Promise) result.then(die, () => undefined);
    return result;
  }
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}
