import type { PackedBatch, PackTask } from '../writing/packer.ts';
import type { EntryBatch } from './entry-batch.ts';

/** What all batches of a lane have in common. */
export type LaneSetup =
  | { readonly kind: 'write'; readonly descriptor: number; readonly space: SharedArrayBuffer }
  | { readonly kind: 'read'; readonly archive: string };

/** One piece of work for a lane. */
export type LaneBatch =
  | { readonly kind: 'pack'; readonly tasks: readonly PackTask[] }
  | { readonly kind: 'check'; readonly entries: EntryBatch }
  /** `targets`: absolute paths whose folders are there. */
  | { readonly kind: 'extract'; readonly entries: EntryBatch; readonly targets: readonly string[] };

interface Results {
  readonly pack: PackedBatch;
  readonly check: CheckedBatch;
  readonly extract: undefined;
}

export type LaneResult<B extends LaneBatch> = Results[B['kind']];

/** What is wrong with entries, by their places in the batch. */
export interface CheckedBatch {
  readonly hashed: number;
  readonly problems: readonly { readonly index: number; readonly reason: string }[];
}

/** What a lane answers; both ends are of one build. */
export type LaneAnswer =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'done'; readonly result: Results[keyof Results] }
  | { readonly kind: 'refused'; readonly reason: string; readonly path: string | null }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined };
