import type { FileSystem } from '../../src/core/files/index.ts';
import { type FileOperation, InterposedFileSystem } from './interposed-file-system.ts';

export const faultKinds = ['ENOSPC', 'EIO', 'EACCES', 'EMFILE', 'EROFS', 'short'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** From which operation on, counted from 1, a fault strikes: the first one there that can fail so. */
export interface FaultPoint {
  readonly operation: number;
  readonly kind: FaultKind;
  readonly lasts: 'once' | 'for good';
}

/** Whether a system can fail an operation in this way. */
export function canFail({ name, mutates }: FileOperation, kind: FaultKind): boolean {
  const changesNames = mutates && name !== 'write' && name !== 'truncate' && name !== 'sync';
  switch (kind) {
    case 'EIO':
      return true;
    case 'EMFILE':
      return name === 'open' || name === 'openFolder';
    case 'EACCES':
      return changesNames || name === 'open' || name === 'openFolder';
    case 'EROFS':
      return changesNames;
    case 'ENOSPC':
      return mutates && name !== 'unlink' && name !== 'removeFolder' && name !== 'setTimes';
    case 'short':
      return name === 'write';
  }
}

/** Fails one operation, or every one from there on until it is healed. */
export class FaultyFileSystem extends InterposedFileSystem {
  readonly struck: FileOperation[] = [];
  readonly #point: FaultPoint;
  readonly #firstStrike: () => void;
  #count = 0;
  #healed = false;

  constructor(inner: FileSystem, point: FaultPoint, firstStrike: () => void = () => undefined) {
    super(inner);
    this.#point = point;
    this.#firstStrike = firstStrike;
  }

  /** The cause is gone: everything works again. */
  heal(): void {
    this.#healed = true;
  }

  override write(descriptor: number, bytes: Uint8Array, position: number): number {
    if (this.#point.kind !== 'short') return super.write(descriptor, bytes, position);
    const strikes = this.#strikes({ name: 'write', path: '', mutates: true });
    return super.write(descriptor, strikes ? bytes.subarray(0, bytes.byteLength >> 1) : bytes, position);
  }

  protected override around<T>(operation: FileOperation, run: () => T): T {
    const { kind } = this.#point;
    // A short write was counted where the bytes were cut.
    if (kind === 'short' && operation.name === 'write') return run();
    if (!this.#strikes(operation)) return run();
    throw Object.assign(new Error(`${kind}: injected, ${operation.name} '${operation.path}'`), {
      code: kind,
      syscall: operation.name,
      path: operation.path,
    });
  }

  #strikes(operation: FileOperation): boolean {
    const { operation: from, kind, lasts } = this.#point;
    this.#count += 1;
    if (this.#healed || this.#count < from || !canFail(operation, kind)) return false;
    this.struck.push(operation);
    if (lasts === 'once') this.#healed = true;
    if (this.struck.length === 1) this.#firstStrike();
    return true;
  }
}
