/**
 * The end of an archive that several threads append to. A place is reserved by moving the end; a file whose packed length is
 * not known before holds the lock until it is written.
 */
export class TailSpace {
  readonly #lock: Int32Array;
  readonly #end: BigInt64Array;

  /** `shared` comes from `TailSpace.memory`, and all who append share it. */
  constructor(shared: SharedArrayBuffer) {
    this.#lock = new Int32Array(shared, 0, 1);
    this.#end = new BigInt64Array(shared, 8, 1);
  }

  static memory(): SharedArrayBuffer {
    return new SharedArrayBuffer(16);
  }

  get end(): number {
    return Number(Atomics.load(this.#end, 0));
  }

  /** Where `bytes` bytes may be written. */
  reserve(bytes: number): number {
    return this.exclusively((offset) => ({ value: offset, bytes }));
  }

  /** `use` writes from `offset` on, alone, and says how many bytes belong to it in the end. */
  exclusively<T>(use: (offset: number) => { readonly value: T; readonly bytes: number }): T {
    while (Atomics.compareExchange(this.#lock, 0, 0, 1) !== 0) Atomics.wait(this.#lock, 0, 1);
    try {
      const { value, bytes } = use(this.end);
      Atomics.add(this.#end, 0, BigInt(bytes));
      return value;
    } finally {
      Atomics.store(this.#lock, 0, 0);
      Atomics.notify(this.#lock, 0, 1);
    }
  }
}
