import { availableParallelism } from 'node:os';
import { LaneThread } from './lane-thread.ts';
import { LaneWork } from './lane-work.ts';
import type { LaneBatch, LaneResult } from './messages.ts';

const maxLanes = 2;
/** One batch in work and one that waits, so that a lane never idles. */
const batchesEach = 2;

/** Threads that work on batches of one archive beside each other. The first batch starts none: most archives are small. */
export class LanePool {
  #onBytes: (bytes: number) => void = () => {};
  #own: LaneWork | undefined;
  #lanes: LaneThread[] = [];
  #waiting: (() => void)[] = [];

  /** `listener` hears from now on how much was read of files that take long. */
  onBytes(listener: (bytes: number) => void): void {
    this.#onBytes = listener;
  }

  /** Resolves when a batch would be taken up soon: to be awaited before the next one is made. */
  async ready(): Promise<void> {
    while (this.#lanes.length > 0 && this.#lanes.every((lane) => lane.outstanding >= batchesEach)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Rejects with what the batch threw: an `ArchiveRefusal` or a system error. */
  async run<B extends LaneBatch>(batch: B): Promise<LaneResult<B>> {
    if (this.#own === undefined) {
      this.#own = new LaneWork((bytes) => this.#onBytes(bytes));
      return (await this.#own.run(batch)) as LaneResult<B>;
    }
    if (this.#lanes.length === 0) this.#start();
    const lane = this.#lanes.reduce((least, one) => (one.outstanding < least.outstanding ? one : least));
    try {
      return (await lane.run(batch)) as LaneResult<B>;
    } finally {
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }

  async close(): Promise<void> {
    this.#own?.close();
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  #start(): void {
    const count = Math.min(maxLanes, availableParallelism());
    this.#lanes = Array.from({ length: count }, () => new LaneThread((bytes) => this.#onBytes(bytes)));
  }
}

/** Keeps the lanes busy without ever making more than they need; rejects with the first failure. */
export async function inBatches<T>(
  lanes: LanePool,
  batches: Iterable<T>,
  work: (batch: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  for (const batch of batches) {
    await lanes.ready();
    if (failure) break;
    const one = work(batch).catch((error: unknown) => {
      failure ??= { error };
    });
    running.add(one);
    void one.then(() => running.delete(one));
  }
  await Promise.all(running);
  if (failure) throw failure.error;
}
